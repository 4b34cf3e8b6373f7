package io.storelens.operator.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The plan beside a walk through the minutes that asks each store whether it is open. */
class CapacityPlanPropertyTest {
  private static final Instant FIRST = Instant.parse("2026-03-20T00:00:00Z");
  private static final int MINUTES = 300 * 24 * 60;

  @Property(tries = 60)
  void fewestPodsAreThoseOfTheBusiestMinuteAhead(
      @ForAll("stores") List<StoreDemand> stores, @ForAll("moments") Instant now) {
    var pod = new PodCapacity(5, 1.5, Duration.ofMinutes(20));
    var plan = new CapacityPlan(pod, 1, 50);

    assertThat(plan.at(now, stores).minReplicas()).isEqualTo(walked(pod, now, stores));
  }

  @Property(tries = 60)
  void nothingChangesBeforeTheChangeThatIsTold(
      @ForAll("stores") List<StoreDemand> stores, @ForAll("moments") Instant now) {
    var plan = new CapacityPlan(new PodCapacity(3, 2, Duration.ofMinutes(15)), 2, 9);
    var forecast = plan.at(now, stores);
    var end = forecast.next().map(Forecast.Change::at).orElse(now.plus(Duration.ofDays(8)));

    for (var at = now; at.isBefore(end); at = at.plus(Duration.ofMinutes(5))) {
      assertThat(plan.at(at, stores).minReplicas()).isEqualTo(forecast.minReplicas());
    }
    forecast
        .next()
        .ifPresent(
            change -> {
              assertThat(change.minReplicas()).isNotEqualTo(forecast.minReplicas()).isBetween(2, 9);
              assertThat(plan.at(change.at(), stores).minReplicas())
                  .isEqualTo(change.minReplicas());
            });
  }

  @Property(tries = 60)
  void moreStoresNeverNeedFewerPods(
      @ForAll("stores") List<StoreDemand> stores, @ForAll("moments") Instant now) {
    var plan = new CapacityPlan(new PodCapacity(3, 2, Duration.ofMinutes(15)), 1, 200);

    int all = plan.at(now, stores).minReplicas();

    assertThat(plan.at(now, stores.subList(0, stores.size() / 2)).minReplicas())
        .isLessThanOrEqualTo(all);
  }

  private static int walked(PodCapacity pod, Instant now, List<StoreDemand> stores) {
    double most = 0;
    for (int minute = 0; minute <= pod.lead().toMinutes(); minute++) {
      var at = now.plus(minute, ChronoUnit.MINUTES);
      most =
          Math.max(
              most,
              stores.stream()
                  .filter(store -> store.hours().isOpen(at))
                  .mapToDouble(store -> store.customersPerDay() / openSeconds(store.hours(), at))
                  .sum());
    }
    return Math.min(50, Math.max(1, pod.podsFor(most)));
  }

  private static double openSeconds(WorkingHours hours, Instant at) {
    var day = at.atZone(hours.zone()).toLocalDate();
    var end = day.plusDays(1).atStartOfDay(hours.zone()).toInstant();
    double seconds = 0;
    for (var minute = day.atStartOfDay(hours.zone()).toInstant();
        minute.isBefore(end);
        minute = minute.plusSeconds(60)) {
      seconds += hours.isOpen(minute) ? 60 : 0;
    }
    return seconds;
  }

  @Provide
  Arbitrary<Instant> moments() {
    return Arbitraries.integers()
        .between(0, MINUTES)
        .map(minute -> FIRST.plusSeconds(60L * minute));
  }

  /** Two spans a day at most, after the hours in which clocks change. */
  @Provide
  Arbitrary<List<StoreDemand>> stores() {
    var zones =
        Arbitraries.of("Europe/Paris", "America/New_York", "Asia/Kolkata", "Pacific/Auckland");
    var first = Arbitraries.of("04:00", "08:00", "09:30");
    var second = Arbitraries.of("17:15", "20:00", "24:00");
    var closed =
        Arbitraries.integers().between(0, 300).map(day -> LocalDate.of(2026, 3, 20).plusDays(day));
    return Combinators.combine(
            zones,
            first,
            second,
            Arbitraries.of(DayOfWeek.class),
            closed.set().ofMaxSize(4),
            Arbitraries.integers().between(0, 400_000))
        .as(CapacityPlanPropertyTest::store)
        .list()
        .ofMaxSize(6);
  }

  private static StoreDemand store(
      String zone,
      String opens,
      String closes,
      DayOfWeek sinceDay,
      Set<LocalDate> closed,
      int customers) {
    var days = EnumSet.range(sinceDay, DayOfWeek.SUNDAY);
    var openings =
        List.of(new OpeningHours(days, opens, "12:00"), new OpeningHours(days, "13:30", closes));
    return new StoreDemand(new WorkingHours(ZoneId.of(zone), openings, closed), customers);
  }
}
