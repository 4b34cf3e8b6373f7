package io.storelens.report.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeriodTest {
  @Test
  void hasNoWholeMonthWithinOneMonth() {
    var period = period("2026-11-02", "2026-11-30");

    assertThat(period.wholeMonths()).isEmpty();
    assertThat(period.restOfDays()).containsExactly(period);
  }

  @Test
  void isOneWholeMonthFromItsFirstToItsLastDay() {
    var period = period("2028-02-01", "2028-02-29");

    assertThat(period.wholeMonths()).contains(period);
    assertThat(period.restOfDays()).isEmpty();
  }

  @Test
  void leavesTheDaysBeforeAndAfterTheWholeMonths() {
    var period = period("2025-12-31", "2026-03-01");

    assertThat(period.wholeMonths()).contains(period("2026-01-01", "2026-02-28"));
    assertThat(period.restOfDays())
        .containsExactly(period("2025-12-31", "2025-12-31"), period("2026-03-01", "2026-03-01"));
  }

  @Test
  void leavesNoneWhereItBeginsOrEndsWithAMonth() {
    assertThat(period("2026-01-01", "2026-02-10").restOfDays())
        .containsExactly(period("2026-02-01", "2026-02-10"));
    assertThat(period("2026-01-20", "2026-02-28").restOfDays())
        .containsExactly(period("2026-01-20", "2026-01-31"));
  }

  @Test
  void countsEveryDayOnceInMonthsAndRest() {
    var random = new Random(1);
    for (int trial = 0; trial < 2_000; trial++) {
      var from = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(800));
      var period = new Period(from, from.plusDays(random.nextInt(800)));

      List<LocalDate> parts = new ArrayList<>();
      period.wholeMonths().ifPresent(months -> parts.addAll(days(months)));
      period.restOfDays().forEach(rest -> parts.addAll(days(rest)));

      assertThat(parts).as("%s", period).containsExactlyInAnyOrderElementsOf(days(period));
    }
  }

  @Test
  void refusesToEndBeforeItStarts() {
    assertThatThrownBy(() -> period("2026-11-24", "2026-11-23"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Period period(String from, String to) {
    return new Period(LocalDate.parse(from), LocalDate.parse(to));
  }

  private static List<LocalDate> days(Period period) {
    return period.from().datesUntil(period.to().plusDays(1)).toList();
  }
}
