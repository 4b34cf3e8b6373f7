package io.storelens.report.query;

import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sums of roll-up rows: photos, customers, and customers by gender and age band, and by mood. */
final class FaceTotals {
  private static final Gender[] GENDERS = Gender.values();
  private static final AgeBand[] BANDS = AgeBand.values();
  private static final Mood[] MOODS = Mood.values();

  /** What a statement selects for {@link #add}. */
  static final String COLUMNS =
      Stream.of(
              Stream.of("photos", "customers", "below_requirements", "covered_hours"),
              Arrays.stream(GENDERS)
                  .flatMap(gender -> Arrays.stream(BANDS).map(band -> column(gender, band))),
              Arrays.stream(MOODS).map(mood -> "mood_" + mood.code()))
          .flatMap(names -> names)
          .map(name -> "coalesce(sum(" + name + "), 0)")
          .collect(Collectors.joining(", "));

  private final long[][] byGenderAndAge = new long[GENDERS.length][BANDS.length];
  private final long[] byMood = new long[MOODS.length];
  private long photos;
  private long customers;
  private long belowRequirements;
  private long coveredHours;

  /** Adds the {@link #COLUMNS} of the current row, the first of which is column {@code first}. */
  void add(ResultSet row, int first) throws SQLException {
    int column = first;
    photos += row.getLong(column++);
    customers += row.getLong(column++);
    belowRequirements += row.getLong(column++);
    coveredHours += row.getLong(column++);
    for (long[] ages : byGenderAndAge) {
      for (int band = 0; band < ages.length; band++) {
        ages[band] += row.getLong(column++);
      }
    }
    for (int mood = 0; mood < byMood.length; mood++) {
      byMood[mood] += row.getLong(column++);
    }
  }

  long photos() {
    return photos;
  }

  long customers() {
    return customers;
  }

  long belowRequirements() {
    return belowRequirements;
  }

  /** Hours in which a photo was analysed, summed over stores. */
  long coveredHours() {
    return coveredHours;
  }

  Map<String, Long> byGender() {
    var sums = new LinkedHashMap<String, Long>();
    for (int gender = 0; gender < GENDERS.length; gender++) {
      sums.put(GENDERS[gender].code(), Arrays.stream(byGenderAndAge[gender]).sum());
    }
    return sums;
  }

  Map<String, Long> byAge() {
    var sums = new LinkedHashMap<String, Long>();
    for (int band = 0; band < BANDS.length; band++) {
      long sum = 0;
      for (long[] ages : byGenderAndAge) {
        sum += ages[band];
      }
      sums.put(BANDS[band].code(), sum);
    }
    return sums;
  }

  /** By age band for each gender. */
  Map<String, Map<String, Long>> byGenderAndAge() {
    var pyramid = new LinkedHashMap<String, Map<String, Long>>();
    for (int gender = 0; gender < GENDERS.length; gender++) {
      var ages = new LinkedHashMap<String, Long>();
      for (int band = 0; band < BANDS.length; band++) {
        ages.put(BANDS[band].code(), byGenderAndAge[gender][band]);
      }
      pyramid.put(GENDERS[gender].code(), ages);
    }
    return pyramid;
  }

  Map<String, Long> byMood() {
    var sums = new LinkedHashMap<String, Long>();
    for (int mood = 0; mood < MOODS.length; mood++) {
      sums.put(MOODS[mood].code(), byMood[mood]);
    }
    return sums;
  }

  /** The database's name of a column, such as {@code female_65_up}. */
  private static String column(Gender gender, AgeBand band) {
    return gender.code() + "_" + band.code().replace('-', '_').replace("+", "_up");
  }
}
