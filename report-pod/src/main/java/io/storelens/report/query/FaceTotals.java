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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sums of wide roll-up rows: photos, customers, and customers by gender, age band and mood. */
final class FaceTotals {
  /** What a statement selects for {@link #add}. One sum a cell is faster than adding arrays. */
  static final String COLUMNS =
      "coalesce(sum(photos), 0), coalesce(sum(customers), 0),"
          + " coalesce(sum(below_requirements), 0), "
          + IntStream.rangeClosed(1, FaceCell.COUNT)
              .mapToObj(cell -> "coalesce(sum(counts[" + cell + "]), 0)")
              .collect(Collectors.joining(", "));

  private final long[] cells = new long[FaceCell.COUNT];
  private long photos;
  private long customers;
  private long belowRequirements;

  /** Adds the {@link #COLUMNS} of the current row, the first of which is column {@code first}. */
  void add(ResultSet row, int first) throws SQLException {
    photos += row.getLong(first);
    customers += row.getLong(first + 1);
    belowRequirements += row.getLong(first + 2);
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] += row.getLong(first + 3 + cell);
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

  Map<String, Long> byGender() {
    return by(Gender.values(), FaceCell::gender, Gender::code);
  }

  Map<String, Long> byAge() {
    return by(AgeBand.values(), FaceCell::band, AgeBand::code);
  }

  Map<String, Long> byMood() {
    return by(Mood.values(), FaceCell::mood, Mood::code);
  }

  private <E> Map<String, Long> by(
      E[] groups, Function<FaceCell, E> group, Function<E, String> code) {
    var sums = new LinkedHashMap<String, Long>();
    for (E each : groups) {
      sums.put(code.apply(each), 0L);
    }
    for (int cell = 0; cell < cells.length; cell++) {
      sums.merge(code.apply(group.apply(FaceCell.at(cell))), cells[cell], Long::sum);
    }
    return sums;
  }
}
