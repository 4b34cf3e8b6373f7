package io.storelens.report.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeriodRequestTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  @Test
  void isTheSevenDaysUpToTodayByDefault() {
    assertThat(request(null, null).resolve(TODAY))
        .isEqualTo(new Period(LocalDate.of(2026, 11, 18), TODAY));
  }

  @Test
  void reachesToTodayFromAFirstDay() {
    assertThat(request("2026-11-01", null).resolve(TODAY))
        .isEqualTo(new Period(LocalDate.of(2026, 11, 1), TODAY));
  }

  @Test
  void isSevenDaysUpToALastDay() {
    assertThat(request(null, "2026-03-07").resolve(TODAY))
        .isEqualTo(new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 7)));
  }

  @Test
  void namesFromWhenItIsAfterTo() {
    assertThatThrownBy(() -> request("2026-11-25", null).resolve(TODAY))
        .isInstanceOfSatisfying(
            BadParameterException.class, bad -> assertThat(bad.parameter()).isEqualTo("from"))
        .hasMessageContaining("2026-11-25")
        .hasMessageContaining("2026-11-24");
  }

  @Test
  void isAtMostFiveYearsLong() {
    assertThat(request("2021-11-25", "2026-11-24").resolve(TODAY).days()).isEqualTo(1826);
    assertThatThrownBy(() -> request("2021-11-24", "2026-11-24").resolve(TODAY))
        .isInstanceOf(BadParameterException.class)
        .hasMessageContaining("5 years");
  }

  private static PeriodRequest request(String from, String to) {
    return new PeriodRequest(
        Optional.ofNullable(from).map(LocalDate::parse),
        Optional.ofNullable(to).map(LocalDate::parse));
  }
}
