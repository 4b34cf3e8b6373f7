package io.storelens.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmallCellsTest {
  @Test
  void hidesAColumnWithASmallCellAndAnotherThatKeepsItSecret() {
    var table = Map.of("female", row(3, 20, 40), "male", row(10, 30, 50));

    var shown = shown(5, table);

    assertThat(shown.get("female").values()).containsExactly(null, null, 40L);
    assertThat(shown.get("male").values()).containsExactly(null, null, 50L);
  }

  @Test
  void showsEverythingWhereNothingIsSmall() {
    var table = Map.of("female", row(5, 20, 0), "male", row(10, 30, 50));

    assertThat(shown(5, table)).isEqualTo(table);
  }

  @Test
  void noSumOfARowOrColumnTellsASmallGroup() {
    var random = new Random(42);
    for (int round = 0; round < 2_000; round++) {
      int smallest = 2 + random.nextInt(9);
      var table = new LinkedHashMap<String, Map<String, Long>>();
      for (String gender : new String[] {"female", "male", "unknown"}) {
        table.put(
            gender,
            row(
                random.nextInt(25),
                random.nextInt(25),
                (long) random.nextInt(4) * random.nextInt(25),
                random.nextInt(60)));
      }
      var shown = shown(smallest, table);
      var rowSums = new SmallGroups(smallest).hide(rowSums(table));
      var columnSums = new SmallGroups(smallest).hide(columnSums(table));
      table.forEach(
          (gender, row) -> {
            var seen = shown.get(gender);
            assertThat(seen.values().stream().filter(Objects::nonNull))
                .allMatch(customers -> customers == 0 || customers >= smallest);
            if (rowSums.get(gender) != null) {
              long hidden =
                  row.entrySet().stream()
                      .filter(cell -> seen.get(cell.getKey()) == null)
                      .mapToLong(Map.Entry::getValue)
                      .sum();
              assertThat(hidden).matches(sum -> sum == 0 || sum >= smallest);
            }
          });
      for (String column : columnSums.keySet()) {
        if (columnSums.get(column) != null) {
          long hidden =
              table.entrySet().stream()
                  .filter(row -> shown.get(row.getKey()).get(column) == null)
                  .mapToLong(row -> row.getValue().get(column))
                  .sum();
          assertThat(hidden).matches(sum -> sum == 0 || sum >= smallest);
        }
      }
    }
  }

  private static Map<String, Map<String, Long>> shown(
      int smallest, Map<String, Map<String, Long>> table) {
    var groups = new SmallGroups(smallest);
    return new SmallCells(
            smallest, table, groups.hide(rowSums(table)), groups.hide(columnSums(table)))
        .shown();
  }

  private static Map<String, Long> row(long... cells) {
    var row = new LinkedHashMap<String, Long>();
    for (int column = 0; column < cells.length; column++) {
      row.put("band " + column, cells[column]);
    }
    return row;
  }

  private static Map<String, Long> rowSums(Map<String, Map<String, Long>> table) {
    var sums = new LinkedHashMap<String, Long>();
    table.forEach(
        (name, row) -> sums.put(name, row.values().stream().mapToLong(Long::longValue).sum()));
    return sums;
  }

  private static Map<String, Long> columnSums(Map<String, Map<String, Long>> table) {
    var sums = new LinkedHashMap<String, Long>();
    table.values().forEach(row -> row.forEach((name, count) -> sums.merge(name, count, Long::sum)));
    return sums;
  }
}
