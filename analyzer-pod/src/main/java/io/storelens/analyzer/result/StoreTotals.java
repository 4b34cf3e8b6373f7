package io.storelens.analyzer.result;

import io.storelens.analyzer.provider.Face;
import io.storelens.contract.face.FaceCell;
import io.storelens.contract.face.Gender;

/** Sums of photos of one store over some time. */
final class StoreTotals {
  private final int[] counts = new int[FaceCell.COUNT];
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

  /** Counts by {@link FaceCell}, as PostgreSQL writes an array. */
  String counts() {
    var text = new StringBuilder("{");
    for (int i = 0; i < counts.length; i++) {
      text.append(i == 0 ? "" : ",").append(counts[i]);
    }
    return text.append('}').toString();
  }

  @SuppressWarnings("EnumOrdinal") // the order of Gender is the database's
  private void addCustomer(Face face) {
    var traits = face.traits().orElseThrow();
    customers++;
    genders[traits.gender().ordinal()]++;
    counts[new FaceCell(traits.gender(), traits.ageBand(), traits.mood()).index()]++;
  }
}
