package io.storelens.standalone.history;

import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.FaceCell;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.contract.store.WorkingHours;
import io.storelens.standalone.simulator.BackfillPlan;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The made-up customers of one store: more at midday, in the evening, on Saturdays and before
 * Christmas, as shops have them. The same store and day have the same customers whenever they are
 * made.
 */
final class MadeUpDays {
  /** Where nobody says how many customers a store expects. */
  private static final int USUAL_CUSTOMERS = 800;

  /** From Monday to Sunday, beside an ordinary day. */
  private static final double[] BY_WEEKDAY = {.84, .86, .9, .98, 1.18, 1.42, .82};

  /** From January to December. */
  private static final double[] BY_MONTH = {
    .88, .86, .94, .99, 1.02, 1.03, .95, .9, 1.0, 1.03, 1.1, 1.3
  };

  private static final double UNKNOWN_GENDER = .015;
  private static final double[] BY_BAND = {.04, .14, .24, .22, .17, .12, .07};
  private static final double[] BY_MOOD = {.55, .27, .05, .035, .02, .015, .06, 0};

  /** Which share of days, and of hours, a camera is silent. */
  private static final double SILENT_DAYS = .004;

  private static final double SILENT_HOURS = .004;

  private final String store;
  private final WorkingHours hours;
  private final int expected;
  private final double female;
  private final double youth;

  /**
   * @param expected customers on an ordinary day; 0 where nobody says
   */
  MadeUpDays(String store, WorkingHours hours, int expected) {
    this.store = store;
    this.hours = hours;
    this.expected = expected == 0 ? USUAL_CUSTOMERS : expected;
    var character = new Random(store.hashCode());
    this.female = .47 + .12 * character.nextDouble();
    this.youth = character.nextDouble() - .5;
  }

  /**
   * The customers of a day by the local hours in which some were seen, each as the counts of a
   * roll-up's cells. Empty where the store is closed.
   */
  Map<Integer, int[]> of(LocalDate day) {
    var random = new Random(31L * store.hashCode() + day.toEpochDay());
    var customers = new TreeMap<Integer, int[]>();
    boolean silent = random.nextDouble() < SILENT_DAYS;
    double busy = busy(day, random);
    double crowd = crowdOf(day);
    for (int hour = 0; hour < 24; hour++) {
      double noise = .9 + .2 * random.nextDouble();
      boolean missed = silent || random.nextDouble() < SILENT_HOURS;
      if (isOpen(day, hour) && !missed) {
        double share = BackfillPlan.crowd(hour + .5) / crowd;
        customers.put(hour, cells((int) Math.round(busy * share * noise), hour, random));
      }
    }
    return customers;
  }

  private double busy(LocalDate day, Random random) {
    double trend = 1 + .06 * Math.sin(day.toEpochDay() / 90.0 + store.hashCode() % 7);
    return expected
        * .94
        * BY_WEEKDAY[day.getDayOfWeek().getValue() - 1]
        * BY_MONTH[day.getMonthValue() - 1]
        * trend
        * (1 + .06 * random.nextGaussian());
  }

  private double crowdOf(LocalDate day) {
    double crowd = 0;
    for (int hour = 0; hour < 24; hour++) {
      crowd += isOpen(day, hour) ? BackfillPlan.crowd(hour + .5) : 0;
    }
    return crowd;
  }

  /** Whether it is open then, and the clock shows that hour at all. */
  private boolean isOpen(LocalDate day, int hour) {
    return !hours.closedDates().contains(day)
        && hours.isOpenIn(day.getDayOfWeek(), hour)
        && day.atTime(hour, 0).atZone(hours.zone()).getHour() == hour;
  }

  private int[] cells(int customers, int hour, Random random) {
    int[] cells = new int[FaceCell.COUNT];
    double evening = hour >= 16 ? .05 : 0;
    for (int customer = 0; customer < customers; customer++) {
      double drawn = random.nextDouble();
      var gender =
          drawn < UNKNOWN_GENDER
              ? Gender.UNKNOWN
              : drawn < UNKNOWN_GENDER + female ? Gender.FEMALE : Gender.MALE;
      // Who is young comes later in the day; who comes later is a little happier.
      var band = draw(AgeBand.values(), BY_BAND, random, youth * .1 - evening);
      var mood = draw(Mood.values(), BY_MOOD, random, evening);
      cells[new FaceCell(gender, band, mood).index()]++;
    }
    return cells;
  }

  /** One of {@code choices} by its weight; {@code shift} draws later ones, or earlier, likelier. */
  private static <E> E draw(E[] choices, double[] weights, Random random, double shift) {
    double left = Math.min(.999, Math.max(0, random.nextDouble() + shift * random.nextDouble()));
    for (int index = 0; index < weights.length; index++) {
      left -= weights[index];
      if (left < 0) {
        return choices[index];
      }
    }
    return choices[0];
  }
}
