package io.storelens.operator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

  @Test
  void tellsOpeningAndClosingInTheStoresTime() {
    var schedule = schedule("Europe/Paris", Set.of(), new OpeningHours(ALL, "08:00", "20:00"));
    var noon = Instant.parse("2026-11-24T12:00:00Z");

    assertThat(schedule.isOpen(noon)).isTrue();
    assertThat(schedule.nextChange(noon)).hasValue(Instant.parse("2026-11-24T19:00:00Z"));
    assertThat(schedule.lastChange(noon)).hasValue(Instant.parse("2026-11-24T07:00:00Z"));
    assertThat(schedule.nextChange(Instant.parse("2026-11-24T19:00:00Z")))
        .hasValue(Instant.parse("2026-11-25T07:00:00Z"));
    assertThat(schedule.openMinutesADay()).isEqualTo(720);
  }

  @Test
  void closedDatesAndMidnightAreNoChangeWhereNothingChanges() {
    var night =
        schedule(
            "Europe/Paris",
            Set.of(LocalDate.of(2026, 12, 25)),
            new OpeningHours(ALL, "18:00", "24:00"),
            new OpeningHours(ALL, "00:00", "02:00"));

    assertThat(night.nextChange(Instant.parse("2026-11-24T20:00:00Z")))
        .hasValue(Instant.parse("2026-11-25T01:00:00Z"));
    assertThat(night.nextChange(Instant.parse("2026-12-24T20:00:00Z")))
        .as("closed on the 25th from midnight")
        .hasValue(Instant.parse("2026-12-24T23:00:00Z"));
    assertThat(night.nextChange(Instant.parse("2026-12-25T12:00:00Z")))
        .hasValue(Instant.parse("2026-12-25T23:00:00Z"));
  }

  @Test
  void clocksThatJumpAreFollowed() {
    var early = schedule("Europe/Paris", Set.of(), new OpeningHours(ALL, "02:30", "20:00"));
    var late = schedule("Europe/Paris", Set.of(), new OpeningHours(ALL, "00:30", "02:30"));

    assertThat(early.nextChange(Instant.parse("2026-03-28T22:00:00Z")))
        .as("02:30 is left out: open from the jump on")
        .hasValue(Instant.parse("2026-03-29T01:00:00Z"));
    assertThat(late.nextChange(Instant.parse("2026-10-24T23:00:00Z")))
        .as("02:30 comes twice")
        .hasValue(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(late.nextChange(Instant.parse("2026-10-25T00:30:00Z")))
        .hasValue(Instant.parse("2026-10-25T01:00:00Z"));
  }

  @Test
  void storeThatNeverClosesOrNeverOpensHasNoChange() {
    var now = Instant.parse("2026-11-24T12:00:00Z");

    assertThat(schedule("UTC", Set.of(), new OpeningHours(ALL, "00:00", "24:00")).nextChange(now))
        .isEmpty();
    assertThat(schedule("UTC", Set.of()).lastChange(now)).isEmpty();
  }

  private static Schedule schedule(String zone, Set<LocalDate> closed, OpeningHours... openings) {
    return new Schedule(new WorkingHours(ZoneId.of(zone), List.of(openings), closed));
  }
}
