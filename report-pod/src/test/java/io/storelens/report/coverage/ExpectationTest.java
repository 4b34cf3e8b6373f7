package io.storelens.report.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import io.storelens.report.period.Interval;
import io.storelens.report.period.Period;
import io.storelens.report.place.Store;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void countsTheHoursOfOpenDays() {
    var expectation = of(store("08:00", "20:00", 120), "2026-11-16", "2026-11-22", LATER);

    assertThat(expectation.total().openHours()).isEqualTo(7 * 12);
    assertThat(expectation.total().photos()).isEqualTo(7 * 120);
  }

  @Test
  void countsAnHourThatIsOpenForAMinute() {
    assertThat(
            of(store("08:59", "10:01", 1), "2026-11-16", "2026-11-16", LATER).total().openHours())
        .isEqualTo(3);
  }

  @Test
  void aDayOf23HoursHasOneLessAndADayOf25OneMore() {
    var allDay = store("00:00", "24:00", 240);

    assertThat(of(allDay, "2026-03-28", "2026-03-28", LATER).total().openHours()).isEqualTo(24);
    assertThat(of(allDay, "2026-03-29", "2026-03-29", LATER).total().openHours()).isEqualTo(23);
    assertThat(of(allDay, "2026-10-25", "2026-10-25", LATER).total().openHours()).isEqualTo(25);
    assertThat(of(allDay, "2026-10-25", "2026-10-25", LATER).byWeekdayAndHour()[6][2]).isEqualTo(2);
    // However long a day is, it expects the same.
    assertThat(of(allDay, "2026-03-29", "2026-03-29", LATER).total().photos()).isEqualTo(240);
  }

  @Test
  void aStoreThatClosesInTheNightOfTheChangeKeepsItsHours() {
    var daytime = store("08:00", "20:00", 1);

    assertThat(of(daytime, "2026-03-29", "2026-03-29", LATER).total().openHours()).isEqualTo(12);
    assertThat(of(daytime, "2026-10-25", "2026-10-25", LATER).total().openHours()).isEqualTo(12);
  }

  @Test
  void expectsNothingOnClosedDatesBeforeTheStoreWasAddedAndInTheFuture() {
    var store = store("08:00", "20:00", 120);

    assertThat(of(store, "2026-12-24", "2026-12-26", LATER).total().openHours()).isEqualTo(24);
    assertThat(of(store, "2025-12-30", "2026-01-02", LATER).total().openHours()).isEqualTo(24);
    var eleven = Instant.parse("2026-11-24T10:30:00Z");
    var today = of(store, "2026-11-24", "2026-11-30", eleven).total();
    assertThat(today.openHours()).as("08:00 to 11:00; half past eleven is not over").isEqualTo(3);
    assertThat(today.photos()).isEqualTo(30);
  }

  @Test
  void doesNotKnowHowManyPhotosWhereOneStoreDoesNotSay() {
    var known = store("08:00", "20:00", 120);
    var unknown = store("08:00", "20:00", null);
    var period = new Period(LocalDate.parse("2026-11-16"), LocalDate.parse("2026-11-16"));
    var both = new Expectation(List.of(known, unknown), period, LATER);

    assertThat(both.total().openHours()).isEqualTo(24);
    assertThat(both.total().photos()).isNull();
    assertThat(both.byStore().get(1).photos()).isEqualTo(120);
  }

  @Test
  void splitsByWeekAndHourWithoutLosingAnHour() {
    var expectation = of(store("08:00", "20:00", 120), "2026-11-12", "2026-11-24", LATER);
    long total = expectation.total().openHours();

    assertThat(expectation.by(Interval.WEEK).values().stream().mapToLong(Expected::openHours).sum())
        .isEqualTo(total);
    assertThat(expectation.byHour().values().stream().mapToLong(Expected::openHours).sum())
        .isEqualTo(total);
  }

  @Test
  void tellsClosedSilentAndRealZeroApart() {
    var closed = of(store("08:00", "20:00", 1), "2026-12-25", "2026-12-25", LATER).total();
    var open = of(store("08:00", "20:00", 1), "2026-11-16", "2026-11-16", LATER).total();

    assertThat(Coverage.of(closed, 0, 0, 0).state()).isEqualTo(Coverage.State.CLOSED);
    assertThat(Coverage.of(open, 0, 0, 0).state()).isEqualTo(Coverage.State.SILENT);
    assertThat(Coverage.of(open, 5, 0, 6).state()).isEqualTo(Coverage.State.PARTLY);
    assertThat(Coverage.of(open, 5, 0, 12).state()).isEqualTo(Coverage.State.COVERED);
    assertThat(Coverage.of(open, 5, 2, 13)).isEqualTo(new Coverage(1L, 7, 2, 12, 12));
  }

  private static Expectation of(Store store, String from, String to, Instant now) {
    return new Expectation(
        List.of(store), new Period(LocalDate.parse(from), LocalDate.parse(to)), now);
  }

  private static Store store(String opens, String closes, Integer expected) {
    var hours =
        new WorkingHours(
            ZoneId.of("Europe/Paris"),
            List.of(new OpeningHours(EnumSet.allOf(DayOfWeek.class), opens, closes)),
            Set.of(LocalDate.parse("2026-12-25")));
    return new Store(
        expected == null ? 2 : 1,
        "paris-001",
        "Paris",
        "europe",
        1,
        true,
        "FR",
        "Paris",
        1,
        hours,
        Optional.ofNullable(expected),
        LocalDate.parse("2026-01-01"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
