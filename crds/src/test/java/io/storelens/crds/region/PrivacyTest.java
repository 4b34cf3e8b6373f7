package io.storelens.crds.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrivacyTest {
  @Test
  void analysesMoodOnlyWhereCustomersAreToldIfThatIsRequired() {
    assertThat(privacy(true, false, null).analysesMood()).isTrue();
    assertThat(privacy(true, true, "notice 17").analysesMood()).isTrue();
    assertThat(privacy(true, true, null).analysesMood()).isFalse();
    assertThat(privacy(false, false, "notice 17").analysesMood()).isFalse();
  }

  private static Privacy privacy(boolean mood, boolean requireNotice, String notice) {
    return new Privacy(mood, requireNotice, notice, Privacy.Minors.COUNT, 1, "P0D");
  }
}
