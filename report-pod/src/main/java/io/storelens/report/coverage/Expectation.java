package io.storelens.report.coverage;

import io.storelens.report.period.Interval;
import io.storelens.report.period.Period;
import io.storelens.report.place.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** When some stores should have sent photos in a period, as far as it is over. */
public final class Expectation {
  private final Period period;
  private final List<Store> stores;
  private final Map<OpenHours.Calendar, Group> groups = new LinkedHashMap<>();

  /** Of {@code stores} in {@code period}, where it is now {@code now}. */
  public Expectation(List<Store> stores, Period period, Instant now) {
    this.period = period;
    this.stores = stores;
    for (Store store : stores) {
      groups
          .computeIfAbsent(
              OpenHours.Calendar.of(store, period.from()),
              calendar -> new Group(new OpenHours(calendar, now)))
          .add(store);
    }
  }

  /** In all. */
  public Expected total() {
    var total = new Expected();
    groups.values().forEach(group -> add(group, total));
    return total;
  }

  /** By day, week, month or year; a key is its first day, which may lie before the period. */
  public SortedMap<LocalDate, Expected> by(Interval interval) {
    var totals = new TreeMap<LocalDate, Expected>();
    for (LocalDate day = period.from(); !day.isAfter(period.to()); day = day.plusDays(1)) {
      var total = totals.computeIfAbsent(interval.startOf(day), start -> new Expected());
      for (Group group : groups.values()) {
        group.addDay(day, total);
      }
    }
    return totals;
  }

  /** By local hour; hours in which every store is closed have no key. */
  public Map<LocalDateTime, Expected> byHour() {
    var totals = new HashMap<LocalDateTime, Expected>();
    for (LocalDate day = period.from(); !day.isAfter(period.to()); day = day.plusDays(1)) {
      for (Group group : groups.values()) {
        int[] counts = group.open.of(day);
        for (int hour = 0; hour < counts.length; hour++) {
          if (counts[hour] > 0) {
            totals
                .computeIfAbsent(day.atTime(hour, 0), start -> new Expected())
                // What is expected of a day is not known by the hour.
                .add((long) counts[hour] * group.stores, 0, false);
          }
        }
      }
    }
    return totals;
  }

  /** Open hours by weekday and hour: {@code [weekday - 1][hour]}, Monday being 1. */
  public long[][] byWeekdayAndHour() {
    var totals = new long[7][OpenHours.HOURS];
    for (LocalDate day = period.from(); !day.isAfter(period.to()); day = day.plusDays(1)) {
      var hours = totals[day.getDayOfWeek().getValue() - 1];
      for (Group group : groups.values()) {
        int[] counts = group.open.of(day);
        for (int hour = 0; hour < counts.length; hour++) {
          hours[hour] += (long) counts[hour] * group.stores;
        }
      }
    }
    return totals;
  }

  /** By the key of the store. */
  public Map<Integer, Expected> byStore() {
    var totals = new HashMap<Integer, Expected>();
    var hours = new HashMap<OpenHours.Calendar, Expected>();
    for (Store store : stores) {
      var calendar = OpenHours.Calendar.of(store, period.from());
      var group = new Group(groups.get(calendar).open);
      group.add(store);
      if (store.expectedCustomersPerDay().isEmpty()) {
        totals.put(store.id(), hours.computeIfAbsent(calendar, same -> total(group)));
      } else {
        totals.put(store.id(), total(group));
      }
    }
    return totals;
  }

  private Expected total(Group group) {
    var total = new Expected();
    add(group, total);
    return total;
  }

  private void add(Group group, Expected total) {
    for (LocalDate day = period.from(); !day.isAfter(period.to()); day = day.plusDays(1)) {
      group.addDay(day, total);
    }
  }

  /** Stores that are open at the same times. */
  private static final class Group {
    private final OpenHours open;
    private int stores;
    private long expectedPerDay;
    private boolean known = true;

    Group(OpenHours open) {
      this.open = open;
    }

    void add(Store store) {
      stores++;
      expectedPerDay += store.expectedCustomersPerDay().orElse(0);
      known &= store.expectedCustomersPerDay().isPresent();
    }

    void addDay(LocalDate day, Expected total) {
      int hours = open.count(day);
      if (hours > 0) {
        total.add((long) hours * stores, expectedPerDay * open.share(day), known);
      }
    }
  }
}
