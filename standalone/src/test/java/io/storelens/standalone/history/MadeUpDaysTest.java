package io.storelens.standalone.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MadeUpDaysTest {
  private static final LocalDate SATURDAY = LocalDate.parse("2026-06-06");
  private static final LocalDate CLOSED = LocalDate.parse("2026-05-01");

  private final MadeUpDays days = days("paris-001", 2000);

  @Test
  void theSameDayIsTheSameAgain() {
    assertThat(days("paris-001", 2000).of(SATURDAY))
        .usingRecursiveComparison()
        .isEqualTo(days.of(SATURDAY));
    assertThat(customers(days("paris-002", 2000), SATURDAY))
        .isNotEqualTo(customers(days, SATURDAY));
  }

  @Test
  void nobodyComesWhileTheStoreIsClosed() {
    assertThat(days.of(CLOSED)).isEmpty();
    assertThat(days.of(SATURDAY.plusDays(1))).as("Sunday").isEmpty();
    assertThat(days.of(SATURDAY).keySet()).allMatch(hour -> hour >= 9 && hour < 19);
  }

  @Test
  void anHourThatTheClockSkipsHasNoCustomers() {
    var always = new OpeningHours(EnumSet.allOf(DayOfWeek.class), "00:00", "24:00");
    var hours = new WorkingHours(ZoneId.of("Europe/Paris"), List.of(always), Set.of());

    assertThat(new MadeUpDays("paris-001", hours, 500).of(LocalDate.parse("2026-03-29")))
        .isNotEmpty()
        .doesNotContainKey(2);
  }

  @Test
  void aYearHasAboutTheCustomersThatAreExpected() {
    long customers = 0;
    int open = 0;
    for (var day = SATURDAY; day.isBefore(SATURDAY.plusYears(1)); day = day.plusDays(1)) {
      customers += customers(days, day);
      open += days.of(day).isEmpty() ? 0 : 1;
    }
    assertThat(customers / open).isBetween(1700L, 2300L);
    assertThat(customers(days, SATURDAY)).isGreaterThan(customers(days, SATURDAY.plusDays(2)));
  }

  @Test
  void aStoreThatExpectsNoNumberHasCustomersToo() {
    assertThat(customers(days("paris-003", 0), SATURDAY)).isGreaterThan(100);
  }

  private static long customers(MadeUpDays days, LocalDate day) {
    return days.of(day).values().stream().flatMapToInt(Arrays::stream).sum();
  }

  private static MadeUpDays days(String store, int expected) {
    var open =
        new OpeningHours(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY), "09:00", "19:00");
    var hours = new WorkingHours(ZoneId.of("Europe/Paris"), List.of(open), Set.of(CLOSED));
    return new MadeUpDays(store, hours, expected);
  }
}
