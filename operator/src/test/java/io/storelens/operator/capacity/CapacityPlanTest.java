package io.storelens.operator.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapacityPlanTest {
  private static final PodCapacity POD = new PodCapacity(10, 2, Duration.ofMinutes(10));

  private final CapacityPlan plan = new CapacityPlan(POD, 1, 20);

  @Test
  void analyzersAreThereBeforeTheDoorsOpen() {
    // 10 stores with 43,200 customers in 12 hours: 10 a second, 20 in a busy minute, 2 pods.
    var paris = Collections.nCopies(10, store("Europe/Paris", 43_200));

    var before = plan.at(Instant.parse("2026-11-24T06:49:59Z"), paris);
    var just = plan.at(Instant.parse("2026-11-24T06:50:00Z"), paris);

    assertThat(before.minReplicas()).isEqualTo(1);
    assertThat(before.next())
        .contains(new Forecast.Change(Instant.parse("2026-11-24T06:50:00Z"), 2));
    assertThat(just.minReplicas()).isEqualTo(2);
    assertThat(just.next()).contains(new Forecast.Change(Instant.parse("2026-11-24T19:00:00Z"), 1));
  }

  @Test
  void storesOfSeveralZonesAddUpOnlyWhileTheyAreOpenTogether() {
    var stores = List.of(store("Europe/Paris", 432_000), store("America/New_York", 432_000));

    assertThat(plan.at(Instant.parse("2026-11-24T09:00:00Z"), stores).minReplicas()).isEqualTo(2);
    assertThat(plan.at(Instant.parse("2026-11-24T15:00:00Z"), stores).minReplicas()).isEqualTo(4);
    assertThat(plan.at(Instant.parse("2026-11-24T22:00:00Z"), stores).minReplicas()).isEqualTo(2);
    assertThat(plan.at(Instant.parse("2026-11-25T03:00:00Z"), stores).minReplicas()).isEqualTo(1);
  }

  @Test
  void aClosedDateNeedsNoAnalyzers() {
    var christmas = Set.of(LocalDate.of(2026, 12, 25));
    var store = new StoreDemand(hours("Europe/Paris", christmas), 864_000);

    var forecast = plan.at(Instant.parse("2026-12-24T20:00:00Z"), List.of(store));

    assertThat(forecast.minReplicas()).isEqualTo(1);
    assertThat(forecast.next())
        .contains(new Forecast.Change(Instant.parse("2026-12-26T06:50:00Z"), 4));
  }

  @Test
  void whatIsNeededBeyondTheMostIsTold() {
    var store = store("Europe/Paris", 8_640_000);

    var forecast = plan.at(Instant.parse("2026-11-24T12:00:00Z"), List.of(store));

    assertThat(forecast.minReplicas()).isEqualTo(20);
    assertThat(forecast.reason())
        .isEqualTo("customers expected in open stores need 40, more than maxReplicas");
  }

  @Test
  void nothingChangesWhereNothingIsExpected() {
    var forecast = plan.at(Instant.parse("2026-11-24T12:00:00Z"), List.of(store("UTC", 0)));

    assertThat(forecast.minReplicas()).isEqualTo(1);
    assertThat(forecast.reason()).isEqualTo("minReplicas");
    assertThat(forecast.next()).isEmpty();
  }

  private static StoreDemand store(String zone, int customers) {
    return new StoreDemand(hours(zone, Set.of()), customers);
  }

  private static WorkingHours hours(String zone, Set<LocalDate> closed) {
    var daily = new OpeningHours(EnumSet.allOf(DayOfWeek.class), "08:00", "20:00");
    return new WorkingHours(ZoneId.of(zone), List.of(daily), closed);
  }
}
