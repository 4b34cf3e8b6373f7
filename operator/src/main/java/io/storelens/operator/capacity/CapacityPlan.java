package io.storelens.operator.capacity;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The fewest analyzers a region needs, from what is known beforehand: when its stores are open, in
 * their own time zones, and how many customers they expect. Customers are taken as evenly spread
 * over the hours of a day; the peak factor covers that they are not. What comes on top, the
 * autoscaler sees and adds.
 *
 * <p>Pods are counted from the lead time before doors open, until they close. It is computed from
 * its arguments alone.
 */
public final class CapacityPlan {
  /** A week, so that each opening of it is seen, and a day for those that are closed once. */
  static final Duration HORIZON = Duration.ofDays(8);

  private final PodCapacity pod;
  private final int least;
  private final int most;

  /**
   * @param least fewest pods at any time, at least 1
   * @param most most pods, not below {@code least}
   */
  public CapacityPlan(PodCapacity pod, int least, int most) {
    this.pod = pod;
    this.least = least;
    this.most = most;
  }

  /** The fewest pods at {@code now}, and the next change. */
  public Forecast at(Instant now, List<StoreDemand> stores) {
    var steps = steps(now, joined(stores));
    int current = replicas(pods(steps, now));
    Optional<Forecast.Change> next =
        instants(steps, now).stream()
            .map(at -> new Forecast.Change(at, replicas(pods(steps, at))))
            .filter(change -> change.minReplicas() != current)
            .findFirst();
    return new Forecast(current, reason(pods(steps, now)), next);
  }

  private int replicas(int pods) {
    return Math.min(most, Math.max(least, pods));
  }

  private String reason(int pods) {
    if (pods > most) {
      return "customers expected in open stores need " + pods + ", more than maxReplicas";
    }
    return pods > least ? "customers expected in open stores" : "minReplicas";
  }

  /** Most stores of a region keep the same hours: those are looked at once. */
  private static Map<WorkingHours, Long> joined(List<StoreDemand> stores) {
    var customers = new HashMap<WorkingHours, Long>();
    for (var store : stores) {
      if (store.customersPerDay() > 0) {
        customers.merge(store.hours(), (long) store.customersPerDay(), Long::sum);
      }
    }
    return customers;
  }

  /** Customers a second, from each instant at which they change to the next. */
  private NavigableMap<Instant, Double> steps(Instant now, Map<WorkingHours, Long> stores) {
    var differences = new TreeMap<Instant, Double>();
    stores.forEach(
        (hours, customers) -> {
          var first = now.atZone(hours.zone()).toLocalDate().minusDays(1);
          var last = now.plus(HORIZON).plus(pod.lead()).atZone(hours.zone()).toLocalDate();
          for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            add(differences, hours, day, customers);
          }
        });
    var rates = new TreeMap<Instant, Double>();
    double rate = 0;
    for (var difference : differences.entrySet()) {
      rate += difference.getValue();
      rates.put(difference.getKey(), rate);
    }
    return rates;
  }

  private static void add(
      Map<Instant, Double> differences, WorkingHours hours, LocalDate day, long customers) {
    var spans = spans(hours, day);
    double seconds = spans.stream().mapToLong(Span::seconds).sum();
    for (var span : spans) {
      differences.merge(span.opens(), customers / seconds, Double::sum);
      differences.merge(span.closes(), -customers / seconds, Double::sum);
    }
  }

  /** A span that the clocks' change swallows is none. */
  private static List<Span> spans(WorkingHours hours, LocalDate day) {
    var spans = new ArrayList<Span>();
    if (!hours.closedDates().contains(day)) {
      for (OpeningHours opening : hours.openings()) {
        if (opening.days().contains(day.getDayOfWeek())) {
          var span =
              new Span(instant(hours, day, opening.opens()), instant(hours, day, opening.closes()));
          if (span.seconds() > 0) {
            spans.add(span);
          }
        }
      }
    }
    return spans;
  }

  private static Instant instant(WorkingHours hours, LocalDate day, String time) {
    var local =
        time.equals("24:00") ? day.plusDays(1).atStartOfDay() : day.atTime(LocalTime.parse(time));
    return local.atZone(hours.zone()).toInstant();
  }

  /** The most pods needed from {@code from} until the lead time after it. */
  private int pods(NavigableMap<Instant, Double> steps, Instant from) {
    var before = steps.floorEntry(from);
    double most = before == null ? 0 : before.getValue();
    for (double rate : steps.subMap(from, false, from.plus(pod.lead()), true).values()) {
      most = Math.max(most, rate);
    }
    return pod.podsFor(most);
  }

  /** When the number of pods may change: at each step, and by the lead time before it. */
  private List<Instant> instants(NavigableMap<Instant, Double> steps, Instant now) {
    return steps.keySet().stream()
        .flatMap(step -> List.of(step.minus(pod.lead()), step).stream())
        .filter(at -> at.isAfter(now) && !at.isAfter(now.plus(HORIZON)))
        .distinct()
        .sorted()
        .toList();
  }

  private record Span(Instant opens, Instant closes) {
    long seconds() {
      return Duration.between(opens, closes).toSeconds();
    }
  }
}
