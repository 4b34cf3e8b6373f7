package io.storelens.analyzer.result;

import io.storelens.analyzer.provider.Face;
import io.storelens.contract.face.FaceCell;
import io.storelens.contract.face.Gender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sums of photos of one store over some time. */
final class StoreTotals {
  private static final int TOLD = 4;

  private final SortedMap<Integer, Integer> cells = new TreeMap<>();
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
   * Customers of one {@link FaceCell}.
   *
   * @param number the cell's, counted from 1 as the database does
   * @param customers how many
   */
  record Cell(int number, int customers) {}

  /** The cell of each customer, with commas between. */
  String cells() {
    return cells.entrySet().stream()
        .flatMap(cell -> Collections.nCopies(cell.getValue(), cell.getKey().toString()).stream())
        .collect(Collectors.joining(","));
  }

  /**
   * The cells as four, as {@code add_batch_to_stores} in the migrations takes them: one is repeated
   * where there are fewer, and nothing is added where there are none or {@linkplain #isCrowded()
   * more}.
   */
  List<Cell> fourCells() {
    var four = new ArrayList<Cell>(TOLD);
    if (!isCrowded()) {
      cells.forEach((number, customers) -> four.add(new Cell(number, customers)));
    }
    var repeated = four.isEmpty() ? new Cell(1, 0) : four.get(0);
    while (four.size() < TOLD) {
      four.add(repeated);
    }
    return four;
  }

  /** Whether customers are in more cells than {@link #fourCells} can tell. */
  boolean isCrowded() {
    return cells.size() > TOLD;
  }

  @SuppressWarnings("EnumOrdinal") // the order of Gender is the database's
  private void addCustomer(Face face) {
    var traits = face.traits().orElseThrow();
    customers++;
    genders[traits.gender().ordinal()]++;
    int cell = new FaceCell(traits.gender(), traits.ageBand(), traits.mood()).index() + 1;
    cells.merge(cell, 1, Integer::sum);
  }
}
