package io.storelens.report.export;

/**
 * A column of an exported table.
 *
 * @param title its head
 * @param kind what its cells are
 */
public record Column(String title, Kind kind) {
  /** What a cell holds. A null is a number that is not shown, or not known. */
  public enum Kind {
    /** A {@link String}. */
    TEXT,
    /** A {@link Long} or {@link Integer}. */
    COUNT,
    /** A {@link Double}, 1 being all. */
    SHARE,
    /** A {@link java.time.LocalDate}. */
    DATE,
    /** A {@link java.time.LocalDateTime} in the store's own time. */
    TIME
  }

  /** A column of texts. */
  public static Column text(String title) {
    return new Column(title, Kind.TEXT);
  }

  /** A column of numbers. */
  public static Column count(String title) {
    return new Column(title, Kind.COUNT);
  }

  /** A column of shares or changes. */
  public static Column share(String title) {
    return new Column(title, Kind.SHARE);
  }

  /** A column of days. */
  public static Column date(String title) {
    return new Column(title, Kind.DATE);
  }

  /** A column of hours. */
  public static Column time(String title) {
    return new Column(title, Kind.TIME);
  }
}
