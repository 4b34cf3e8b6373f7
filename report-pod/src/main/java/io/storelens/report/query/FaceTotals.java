package io.storelens.report.query;

import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.FaceCell;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sums of wide roll-up rows: photos, customers, and customers by gender, age band and mood. */
final class FaceTotals {
  /** What a statement selects for {@link #add}. One sum a cell is faster than adding arrays. */
  static final String COLUMNS =
      "coalesce(sum(photos), 0), coalesce(sum(customers), 0),"
          + " coalesce(sum(below_requirements), 0), coalesce(sum(covered_hours), 0), "
          + IntStream.rangeClosed(1, FaceCell.COUNT)
              .mapToObj(cell -> "coalesce(sum(counts[" + cell + "]), 0)")
              .collect(Collectors.joining(", "));

  private final long[] cells = new long[FaceCell.COUNT];
  private long photos;
  private long customers;
  private long belowRequirements;
  private long coveredHours;

  /** Adds the {@link #COLUMNS} of the current row, the first of which is column {@code first}. */
  void add(ResultSet row, int first) throws SQLException {
    photos += row.getLong(first);
    customers += row.getLong(first + 1);
    belowRequirements += row.getLong(first + 2);
    coveredHours += row.getLong(first + 3);
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] += row.getLong(first + 4 + cell);
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
    return by(Gender.values(), FaceCell::gender, Gender::code);
  }

  Map<String, Long> byAge() {
    return by(AgeBand.values(), FaceCell::band, AgeBand::code);
  }

  /** By age band for each gender. */
  Map<String, Map<String, Long>> byGenderAndAge() {
    var pyramid = new LinkedHashMap<String, Map<String, Long>>();
    for (Gender gender : Gender.values()) {
      pyramid.put(
          gender.code(),
          by(AgeBand.values(), FaceCell::band, AgeBand::code, cell -> cell.gender() == gender));
    }
    return pyramid;
  }

  Map<String, Long> byMood() {
    return by(Mood.values(), FaceCell::mood, Mood::code);
  }

  private <E> Map<String, Long> by(
      E[] groups, Function<FaceCell, E> group, Function<E, String> code) {
    return by(groups, group, code, cell -> true);
  }

  private <E> Map<String, Long> by(
      E[] groups,
      Function<FaceCell, E> group,
      Function<E, String> code,
      Predicate<FaceCell> counted) {
    var sums = new LinkedHashMap<String, Long>();
    for (E each : groups) {
      sums.put(code.apply(each), 0L);
    }
    for (int cell = 0; cell < cells.length; cell++) {
      var at = FaceCell.at(cell);
      if (counted.test(at)) {
        sums.merge(code.apply(group.apply(at)), cells[cell], Long::sum);
      }
    }
    return sums;
  }
}
