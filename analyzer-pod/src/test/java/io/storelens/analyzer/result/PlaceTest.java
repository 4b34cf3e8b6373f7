package io.storelens.analyzer.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
  @ParameterizedTest
  @CsvSource({
    // winter, half-hour zone, both hours called two, hour after a skipped one, half-hour change
    "Europe/Paris, 2026-11-24T23:30:00Z, 2026-11-25, 2026-11-24T23:00:00Z, 0",
    "Asia/Kathmandu, 2026-11-24T18:20:00Z, 2026-11-25, 2026-11-24T18:15:00Z, 0",
    "Europe/Paris, 2026-10-25T00:59:59Z, 2026-10-25, 2026-10-25T00:00:00Z, 2",
    "Europe/Paris, 2026-10-25T01:00:00Z, 2026-10-25, 2026-10-25T01:00:00Z, 2",
    "Europe/Paris, 2026-03-29T01:10:00Z, 2026-03-29, 2026-03-29T01:00:00Z, 3",
    "Australia/Lord_Howe, 2026-10-03T15:40:00Z, 2026-10-04, 2026-10-03T15:30:00Z, 2"
  })
  void knowsTheStoresDayAndWhenItsHourBegan(
      String zone, Instant instant, String day, Instant hour, int hourOfDay) {
    var place = new Place(1, 1, ZoneId.of(zone));
    assertThat(place.day(instant)).hasToString(day);
    assertThat(place.hour(instant).toInstant()).isEqualTo(hour);
    assertThat(place.hour(instant).getHour()).isEqualTo(hourOfDay);
  }
}
