package io.storelens.report.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
  @ParameterizedTest
  @CsvSource({
    "1, HOUR",
    "2, HOUR",
    "3, DAY",
    "92, DAY",
    "93, WEEK",
    "732, WEEK",
    "733, MONTH",
    "1800, MONTH"
  })
  void suitsTheLengthOfThePeriod(int days, Interval expected) {
    assertThat(Interval.suiting(ofDays(days))).isEqualTo(expected);
  }

  @Test
  void startsWeeksOnMondayAlsoAcrossAYear() {
    assertThat(Interval.WEEK.startOf(LocalDate.parse("2027-01-03")))
        .isEqualTo(LocalDate.parse("2026-12-28"));
    assertThat(Interval.WEEK.startAfter(LocalDate.parse("2027-01-03")))
        .isEqualTo(LocalDate.parse("2027-01-04"));
  }

  @Test
  void startsMonthsOnTheirFirst() {
    assertThat(Interval.MONTH.startOf(LocalDate.parse("2026-11-24")))
        .isEqualTo(LocalDate.parse("2026-11-01"));
    assertThat(Interval.MONTH.startAfter(LocalDate.parse("2026-12-31")))
        .isEqualTo(LocalDate.parse("2027-01-01"));
  }

  @Test
  void startsYearsInJanuary() {
    assertThat(Interval.YEAR.startOf(LocalDate.parse("2028-12-31")))
        .isEqualTo(LocalDate.parse("2028-01-01"));
    assertThat(Interval.YEAR.startAfter(LocalDate.parse("2028-02-29")))
        .isEqualTo(LocalDate.parse("2029-01-01"));
  }

  @Test
  void allowsHoursForThirtyOneDaysOnly() {
    assertThatCode(() -> Interval.HOUR.verify(ofDays(31))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Interval.HOUR.verify(ofDays(32)))
        .isInstanceOfSatisfying(
            BadParameterException.class, bad -> assertThat(bad.parameter()).isEqualTo("interval"))
        .hasMessageContaining("31")
        .hasMessageContaining("'day'");
    assertThatCode(() -> Interval.DAY.verify(ofDays(1800))).doesNotThrowAnyException();
  }

  private static Period ofDays(int days) {
    var from = LocalDate.parse("2026-01-01");
    return new Period(from, from.plusDays(days - 1));
  }
}
