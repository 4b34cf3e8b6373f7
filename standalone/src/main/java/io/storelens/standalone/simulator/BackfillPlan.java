package io.storelens.standalone.simulator;

import io.storelens.contract.store.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The photos that cameras would have taken in past days: only while their store was open, most at
 * midday and in the early evening, and more on Saturdays. The same seed makes the same plan.
 */
public final class BackfillPlan {
  /** Hours of the day at which most customers pay, and how wide and high the peaks are. */
  private static final double MIDDAY = 12.5;

  private static final double EVENING = 17.75;
  private static final double MIDDAY_SPREAD = 1.4;
  private static final double EVENING_SPREAD = 1.3;
  private static final double EVENING_HEIGHT = 1.25;
  private static final double ALWAYS = 0.22;
  private static final double HIGHEST = 1.6;

  /** From Monday to Sunday, beside an ordinary day. */
  private static final double[] WEEKDAYS = {0.85, 0.85, 0.9, 1.0, 1.2, 1.45, 0.75};

  private static final int SECONDS_OF_DAY = 24 * 60 * 60;

  /** A store may be open for a few minutes only; then a draw fails often. */
  private static final int MOST_DRAWS = 100_000;

  private BackfillPlan() {}

  /**
   * Spreads photos over the last days.
   *
   * @param cameras cameras to play
   * @param days whole local days before today, and today up to {@code now}; 1 to 366
   * @param photosPerCameraAndDay on an ordinary weekday, from opening to closing; 1 or more
   * @param now no photo is later
   * @return shots by time, the earliest first
   * @throws IllegalArgumentException if a number is out of range
   */
  public static List<Shot> of(
      List<SimulatedCamera> cameras, int days, int photosPerCameraAndDay, Instant now, long seed) {
    if (days < 1 || days > 366) {
      throw new IllegalArgumentException("days must be from 1 to 366, not " + days);
    }
    if (photosPerCameraAndDay < 1) {
      throw new IllegalArgumentException(
          "photosPerCameraAndDay must be 1 or more, not " + photosPerCameraAndDay);
    }
    var random = new Random(seed);
    var shots = new ArrayList<Shot>();
    for (var camera : cameras) {
      var today = now.atZone(camera.hours().zone()).toLocalDate();
      for (int back = days; back >= 0; back--) {
        var day = today.minusDays(back);
        double share = WEEKDAYS[day.getDayOfWeek().getValue() - 1];
        long wanted = Math.round(photosPerCameraAndDay * share);
        for (long photo = 0; photo < wanted; photo++) {
          var time = time(camera.hours(), day, random);
          if (time != null && time.isBefore(now)) {
            shots.add(new Shot(camera, time));
          }
        }
      }
    }
    shots.sort(Comparator.comparing(Shot::time).thenComparing(shot -> shot.camera().name()));
    return List.copyOf(shots);
  }

  /** A moment of {@code day} by rejection; null if the store is closed all day. */
  private static Instant time(WorkingHours hours, LocalDate day, Random random) {
    if (hours.closedDates().contains(day)) {
      return null;
    }
    boolean opens =
        hours.openings().stream().anyMatch(opening -> opening.days().contains(day.getDayOfWeek()));
    for (int draw = 0; opens && draw < MOST_DRAWS; draw++) {
      double second = random.nextDouble() * SECONDS_OF_DAY;
      double level = random.nextDouble() * HIGHEST;
      var time =
          day.atTime(LocalTime.MIDNIGHT)
              .atZone(hours.zone())
              .plus(Duration.ofMillis(Math.round(second * 1000)))
              .toInstant();
      var local = time.atZone(hours.zone());
      if (level < crowd(local.toLocalTime().toSecondOfDay() / 3600.0) && hours.isOpen(time)) {
        return time;
      }
    }
    return null;
  }

  /** How busy a store is at an hour of the day, at most {@link #HIGHEST}. */
  public static double crowd(double hour) {
    return ALWAYS
        + peak(hour, MIDDAY, MIDDAY_SPREAD)
        + EVENING_HEIGHT * peak(hour, EVENING, EVENING_SPREAD);
  }

  private static double peak(double hour, double middle, double spread) {
    double distance = (hour - middle) / spread;
    return Math.exp(-distance * distance / 2);
  }
}
