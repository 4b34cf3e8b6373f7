package io.storelens.analyzer.provider.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.contract.config.BudgetConfig;
import io.storelens.contract.config.BudgetConfig.Action;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final String AZURE = "azure";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MemoryLedger ledger = new MemoryLedger();
  private final HandClock clock = new HandClock(Instant.parse("2026-11-01T00:00:00Z"));

  @Test
  void addsUpWhatCallsCost() {
    var budget = budget(Optional.empty(), "0.60");
    calls(budget, 500);
    assertThat(budget.cost(AZURE)).isCloseTo(0.30, within(1e-9));
    assertThat(budget.wait(AZURE)).isEmpty();
    assertThat(budget.share(AZURE)).isOne();
  }

  @Test
  void foreseesWhatTheMonthWillCost() {
    var budget = budget(Optional.empty(), "1");
    clock.forward(Duration.ofDays(3)); // a tenth of November
    calls(budget, 1000);
    assertThat(budget.forecast(AZURE)).isCloseTo(10, within(1e-6));
  }

  @Test
  void stopsCallingWhenTheMonthsMoneyIsSpentAndBeginsAgainWithTheNextMonth() {
    // Given: money for 1000 calls
    var budget = budget(Optional.of(new BudgetConfig(BigDecimal.ONE, Action.QUEUE)), "1");
    calls(budget, 999);
    assertThat(budget.wait(AZURE)).isEmpty();
    // When
    calls(budget, 1);
    clock.forward(Duration.ofDays(29));
    // Then
    assertThat(budget.wait(AZURE))
        .hasValueSatisfying(
            wait -> {
              assertThat(wait.time()).isEqualTo(Duration.ofDays(1));
              assertThat(wait.forNextProvider()).isFalse();
            });
    budget.settle();
    clock.forward(Duration.ofDays(1));
    assertThat(budget.wait(AZURE)).isEmpty();
  }

  @Test
  void sendsPhotosToTheNextProviderWhereThatIsTheAction() {
    var budget = budget(Optional.of(new BudgetConfig(BigDecimal.ONE, Action.LOCAL)), "1");
    calls(budget, 1000);
    assertThat(budget.wait(AZURE).orElseThrow().forNextProvider()).isTrue();
  }

  @Test
  void countsWhatOtherAnalyzersSpent() {
    var one = budget(Optional.of(new BudgetConfig(BigDecimal.ONE, Action.LOCAL)), "1");
    var other = budget(Optional.of(new BudgetConfig(BigDecimal.ONE, Action.LOCAL)), "1");
    calls(one, 600);
    calls(other, 600);
    one.settle();
    assertThat(other.wait(AZURE)).isEmpty();
    other.settle();
    assertThat(other.wait(AZURE)).isPresent();
    assertThat(other.cost(AZURE)).isCloseTo(1.2, within(1e-9));
  }

  @Test
  void losesNoCallWhileTheDatabaseIsAway() {
    var budget = budget(Optional.empty(), "1");
    ledger.away = true;
    calls(budget, 5);
    budget.settle();
    ledger.away = false;
    calls(budget, 5);
    budget.settle();
    assertThat(ledger.sums.get(AZURE + "2026-11-01").calls()).isEqualTo(10);
  }

  @Test
  void samplesEvenlySoThatTheMoneyLastsForTheMonth() {
    // Given: money for 30,000 calls in November, and 4,800 photos a day between 8 and 20 o'clock
    var budget = budget(Optional.of(new BudgetConfig(BigDecimal.valueOf(30), Action.SAMPLE)), "1");
    int[] analysed = new int[30];
    // When
    for (int day = 0; day < 30; day++) {
      clock.forward(Duration.ofHours(8));
      for (int photo = 0; photo < 4800; photo++) {
        clock.forward(Duration.ofSeconds(9));
        if (budget.wait(AZURE).isEmpty() && budget.samples(AZURE)) {
          budget.called(AZURE);
          analysed[day]++;
        }
      }
      clock.forward(Duration.ofHours(4));
    }
    // Then: never more than the money, nearly all of it, and every day its part
    clock.forward(Duration.ofSeconds(-1));
    assertThat(budget.cost(AZURE)).isBetween(28.0, 30.0);
    for (int day = 3; day < 29; day++) {
      assertThat(analysed[day]).as("day " + day).isBetween(800, 1200);
    }
  }

  private Budget budget(Optional<BudgetConfig> config, String price) {
    return new Budget(config, Map.of(AZURE, new BigDecimal(price)), ledger, clock, meters);
  }

  private static void calls(Budget budget, int count) {
    for (int i = 0; i < count; i++) {
      budget.called(AZURE);
    }
  }

  private static final class MemoryLedger implements UsageLedger {
    private final Map<String, Usage> sums = new HashMap<>();
    private boolean away;

    @Override
    public Usage add(String provider, LocalDate month, Usage usage) throws SQLException {
      if (away) {
        throw new SQLException("away", "08001");
      }
      return sums.merge(provider + month, usage, Usage::plus);
    }
  }

  private static final class HandClock extends Clock {
    private Instant now;

    HandClock(Instant now) {
      this.now = now;
    }

    void forward(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
