package io.storelens.report.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.report.export.Format;
import io.storelens.report.mail.MailSchedule.Every;
import io.storelens.report.place.PlaceFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailScheduleTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    // Tuesday, 24 November; 07:00 in Paris is 06:00Z.
    "DAY, 2026-11-24T06:00:00Z, 2026-11-23, 2026-11-23, 2026-11-24T06:00:00Z",
    "DAY, 2026-11-24T05:59:59Z, 2026-11-22, 2026-11-22, 2026-11-23T06:00:00Z",
    "WEEK, 2026-11-24T06:00:00Z, 2026-11-16, 2026-11-22, 2026-11-23T06:00:00Z",
    "WEEK, 2026-11-23T05:00:00Z, 2026-11-09, 2026-11-15, 2026-11-16T06:00:00Z",
    "MONTH, 2026-11-24T06:00:00Z, 2026-10-01, 2026-10-31, 2026-11-01T06:00:00Z",
    "MONTH, 2026-03-01T05:00:00Z, 2026-01-01, 2026-01-31, 2026-02-01T06:00:00Z"
  })
  void isDueAfterTheEndOfThePeriodAtThePlacesTime(
      Every every, Instant now, String from, String to, Instant at) {
    var due = schedule(every, "07:00", Optional.empty()).lastDue(now, PARIS);

    assertThat(due.period()).hasToString("Period[from=" + from + ", to=" + to + "]");
    assertThat(due.at()).isEqualTo(at);
  }

  @Test
  void itsOwnZoneGoesBeforeThePlaces() {
    var tokyo = schedule(Every.DAY, "07:00", Optional.of(ZoneId.of("Asia/Tokyo")));

    assertThat(tokyo.lastDue(Instant.parse("2026-11-23T22:00:00Z"), PARIS).period().to())
        .hasToString("2026-11-23");
  }

  @Test
  void anHourThatTheClockSkipsIsTheNextOneAndOneThatItRepeatsIsTheFirst() {
    var night = schedule(Every.DAY, "02:30", Optional.empty());

    assertThat(night.lastDue(Instant.parse("2026-03-29T12:00:00Z"), PARIS).at())
        .isEqualTo("2026-03-29T01:30:00Z");
    assertThat(night.lastDue(Instant.parse("2026-10-25T12:00:00Z"), PARIS).at())
        .isEqualTo("2026-10-25T00:30:00Z");
  }

  @Test
  void waitsLongerAfterEachFailure() {
    assertThat(Deliveries.pause(1)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Deliveries.pause(4)).isEqualTo(Duration.ofMinutes(8));
    assertThat(Deliveries.pause(20)).isEqualTo(Duration.ofHours(2));
  }

  private static MailSchedule schedule(Every every, String at, Optional<ZoneId> zone) {
    return new MailSchedule(
        "daily",
        every,
        LocalTime.parse(at),
        zone,
        PlaceFilter.EVERYWHERE,
        Format.PDF,
        List.of("manager@example.com"));
  }
}
