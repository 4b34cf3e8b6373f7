package io.storelens.analyzer.result;

import io.storelens.analyzer.provider.Face;
import io.storelens.contract.face.FaceCell;
import io.storelens.contract.face.Gender;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sums of photos of one store over some time. */
final class StoreTotals {
  private final List<Integer> cells = new ArrayList<>();
  private final int[] genders = new int[Gender.values().length];
  private int photos;
  private int customers;
  private int belowRequirements;

  void add(Outcome.Analyzed outcome) {
    photos++;
    for (Face face : outcome.faces()) {
      if (face.shortfall().isPresent()) {
        belowRequirements++;
      } else {
        addCustomer(face);
      }
    }
  }

  int photos() {
    return photos;
  }

  int customers() {
    return customers;
  }

  int belowRequirements() {
    return belowRequirements;
  }

  @SuppressWarnings("EnumOrdinal") // the order of Gender is the database's
  int of(Gender gender) {
    return genders[gender.ordinal()];
  }

  /**
   * The {@link FaceCell} of each customer, as PostgreSQL writes an array; it counts them from 1.
   */
  String cells() {
    return cells.stream()
        .map(cell -> Integer.toString(cell + 1))
        .collect(Collectors.joining(",", "{", "}"));
  }

  @SuppressWarnings("EnumOrdinal") // the order of Gender is the database's
  private void addCustomer(Face face) {
    var traits = face.traits().orElseThrow();
    customers++;
    genders[traits.gender().ordinal()]++;
    cells.add(new FaceCell(traits.gender(), traits.ageBand(), traits.mood()).index());
  }
}
