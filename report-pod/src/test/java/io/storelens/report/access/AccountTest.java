package io.storelens.report.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountTest {
  private final Account account = new Account("admin", "pässword:1");

  @Test
  void matchesOnlyTheRightPassword() {
    assertThat(account.matches("pässword:1")).isTrue();
    assertThat(account.matches("pässword:2")).isFalse();
    assertThat(account.matches("")).isFalse();
  }

  @Test
  void hasAKeyThatChangesWithNameAndPassword() {
    assertThat(account.key()).isEqualTo(new Account("admin", "pässword:1").key());
    assertThat(account.key()).isNotEqualTo(new Account("admin", "other").key());
    assertThat(account.key()).isNotEqualTo(new Account("root", "pässword:1").key());
  }
}
