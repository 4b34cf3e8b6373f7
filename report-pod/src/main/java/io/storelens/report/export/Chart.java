package io.storelens.report.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A drawing of a table's numbers, for formats that can show one. */
public sealed interface Chart {
  /** One stacked column a bar, in the order of time. */
  record Columns(List<String> parts, List<Bar> bars) implements Chart {
    /**
     * @param parts what the values of each bar are, from the bottom up
     */
    public Columns {
      parts = List.copyOf(parts);
      bars = List.copyOf(bars);
    }
  }

  /** One row a bar, of which the first value counts. */
  record Rows(List<Bar> bars) implements Chart {
    public Rows {
      bars = List.copyOf(bars);
    }
  }

  /** A cell for each value of each bar; the more, the darker. */
  record Cells(List<String> columns, List<Bar> bars) implements Chart {
    /**
     * @param columns what the values of each bar are, from left to right
     */
    public Cells {
      columns = List.copyOf(columns);
      bars = List.copyOf(bars);
    }
  }

  /**
   * Some numbers of one thing.
   *
   * @param label its name
   * @param values its numbers; null is one that is not shown
   * @param absent why there are none where that is no zero, such as closed; else empty
   */
  record Bar(String label, List<Long> values, String absent) {
    public Bar {
      // List.copyOf takes no nulls.
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Of one number. */
    public static Bar of(String label, Long value) {
      return new Bar(label, Collections.singletonList(value), "");
    }

    long sum() {
      return values.stream().mapToLong(value -> value == null ? 0 : value).sum();
    }
  }
}
