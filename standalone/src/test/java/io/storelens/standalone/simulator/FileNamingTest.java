package io.storelens.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class FileNamingTest {
  private static final ZonedDateTime TIME =
      ZonedDateTime.parse("2026-03-07T17:04:09.042+01:00[Europe/Paris]");

  @Test
  void namesByAddressChannelTimeAndEvent() {
    assertThat(FileNaming.HIKVISION.name("paris-1", TIME))
        .matches("192\\.168(\\.\\d{1,3}){2}_01_20260307170409042_FACE_DETECTION\\.jpg")
        .isEqualTo(FileNaming.HIKVISION.name("paris-1", TIME))
        .isNotEqualTo(FileNaming.HIKVISION.name("paris-2", TIME));
  }

  @Test
  void namesByCameraChannelAndTime() {
    assertThat(FileNaming.REOLINK.name("paris-1", TIME)).isEqualTo("paris-1_00_20260307170409.jpg");
  }
}
