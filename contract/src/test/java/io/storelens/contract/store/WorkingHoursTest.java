package io.storelens.contract.store;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkingHoursTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void isOpenFromTheOpeningMinuteUntilBeforeTheClosingMinute() {
    var hours = mondays("08:00", "20:00");
    assertThat(hours.isOpen(Instant.parse("2026-11-23T06:59:59Z"))).isFalse();
    assertThat(hours.isOpen(Instant.parse("2026-11-23T07:00:00Z"))).isTrue();
    assertThat(hours.isOpen(Instant.parse("2026-11-23T18:59:59Z"))).isTrue();
    assertThat(hours.isOpen(Instant.parse("2026-11-23T19:00:00Z"))).isFalse();
  }

  @Test
  void isClosedOnDaysWithoutOpeningHours() {
    assertThat(mondays("08:00", "20:00").isOpen(Instant.parse("2026-11-24T12:00:00Z"))).isFalse();
  }

  @Test
  void isClosedOnAClosedDateOfTheStoreNotOfUtc() {
    var tokyo = ZoneId.of("Asia/Tokyo");
    var always = new OpeningHours(Set.of(java.time.DayOfWeek.values()), "00:00", "24:00");
    var hours = new WorkingHours(tokyo, List.of(always), Set.of(LocalDate.parse("2026-12-25")));
    assertThat(hours.isOpen(Instant.parse("2026-12-24T14:59:59Z"))).isTrue();
    assertThat(hours.isOpen(Instant.parse("2026-12-24T15:00:00Z"))).isFalse();
    assertThat(hours.isOpen(Instant.parse("2026-12-25T15:00:00Z"))).isTrue();
  }

  @Test
  void isOpenInTheHourThatClocksRepeatAndSkipsTheOneTheyOmit() {
    var night = new OpeningHours(Set.of(SUNDAY), "02:00", "03:00");
    var hours = new WorkingHours(PARIS, List.of(night), Set.of());
    assertThat(hours.isOpen(Instant.parse("2026-10-25T00:30:00Z"))).isTrue();
    assertThat(hours.isOpen(Instant.parse("2026-10-25T01:30:00Z"))).isTrue();
    assertThat(hours.isOpen(Instant.parse("2026-03-29T01:30:00Z"))).isFalse();
  }

  @Test
  void keepsSeveralSpansOfOneDayApart() {
    var hours =
        new WorkingHours(
            PARIS,
            List.of(
                new OpeningHours(Set.of(TUESDAY), "08:00", "12:00"),
                new OpeningHours(Set.of(TUESDAY), "14:00", "24:00")),
            Set.of());
    assertThat(hours.isOpen(Instant.parse("2026-11-24T12:00:00Z"))).isFalse();
    assertThat(hours.isOpen(Instant.parse("2026-11-24T22:59:00Z"))).isTrue();
  }

  @Test
  void tellsWhetherAnHourIsOpenIfOnlyForAMinute() {
    var hours = mondays("08:30", "20:01");

    assertThat(hours.isOpenIn(MONDAY, 7)).isFalse();
    assertThat(hours.isOpenIn(MONDAY, 8)).isTrue();
    assertThat(hours.isOpenIn(MONDAY, 20)).isTrue();
    assertThat(hours.isOpenIn(MONDAY, 21)).isFalse();
    assertThat(hours.isOpenIn(TUESDAY, 9)).isFalse();
    assertThat(mondays("08:00", "20:00").isOpenIn(MONDAY, 20)).isFalse();
  }

  @Test
  void refusesHoursThatEndBeforeTheyBegin() {
    assertThatThrownBy(() -> new OpeningHours(Set.of(MONDAY), "20:00", "08:00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("closes (08:00) must be after opens (20:00)");
  }

  @Test
  void refusesTimesThatAreNoTimes() {
    assertThatThrownBy(() -> new OpeningHours(Set.of(MONDAY), "8", "20:00"))
        .hasMessage("opens='8' is not a time from 00:00 to 24:00, such as 08:00");
    assertThatThrownBy(() -> new OpeningHours(Set.of(MONDAY), "24:00", "24:00"))
        .hasMessage("closes (24:00) must be after opens (24:00)");
    assertThatThrownBy(() -> new OpeningHours(Set.of(), "08:00", "20:00"))
        .hasMessage("days must name at least one day");
  }

  private static WorkingHours mondays(String opens, String closes) {
    return new WorkingHours(
        PARIS, List.of(new OpeningHours(Set.of(MONDAY), opens, closes)), Set.of());
  }
}
