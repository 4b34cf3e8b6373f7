package io.storelens.report.query;

import io.storelens.report.export.Book;
import io.storelens.report.export.Format;
import io.storelens.report.export.Section;
import io.storelens.report.period.BadParameterException;
import io.storelens.report.period.Comparison;
import io.storelens.report.period.Interval;
import io.storelens.report.period.Period;
import io.storelens.report.period.PeriodRequest;
import io.storelens.report.place.PlaceFilter;
import io.storelens.report.place.Scope;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reports as files. They fail as {@link Reports} do. */
public final class Exports {
  private static final int MOST_DAYS_BY_HOUR = 366;

  private final Reader reader;
  private final Clock clock;

  /** Reads from {@code reader}; {@code clock} says what today is. */
  public Exports(Reader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** What a file holds. */
  public enum Table {
    /** Key figures, customers over time, by gender, age and mood, and the ranking. */
    REPORT("report"),
    /** A row a store and day. */
    DAYS("days"),
    /** A row a store and hour. */
    HOURS("hours"),
    /** A row a point of the series. */
    SERIES("series"),
    /** A row a place. */
    RANKING("ranking");

    private final String code;

    Table(String code) {
      this.code = code;
    }

    /** The word that the API uses. */
    public String code() {
      return code;
    }

    /**
     * Makes sure that {@code format} can hold it.
     *
     * @throws BadParameterException if it cannot
     */
    public void verify(Format format) {
      if (this == REPORT && format == Format.CSV) {
        throw new BadParameterException(
            "table",
            "'report' has several tables; a CSV file holds days, hours, series or ranking");
      }
      if ((this == DAYS || this == HOURS) && format == Format.PDF) {
        throw new BadParameterException(
            "table", "'" + code + "' is too wide for a page; ask for csv or xlsx");
      }
    }
  }

  /**
   * Writes a file.
   *
   * @param out opened when the question is known to be right; it is closed at the end
   * @return done when the last byte is written
   */
  public Future<Void> write(
      Table table,
      Format format,
      PlaceFilter place,
      PeriodRequest asked,
      Supplier<OutputStream> out) {
    table.verify(format);
    return reader.stream(
        "export",
        connection -> {
          var scope = reader.stores(connection).choose(place);
          var period = asked.resolve(scope.today(clock));
          if (table == Table.HOURS && period.days() > MOST_DAYS_BY_HOUR) {
            throw new BadParameterException(
                "table", "'hours' is for at most " + MOST_DAYS_BY_HOUR + " days");
          }
          var book = book(table, connection, scope, period);
          try {
            // Closed only when all is written: a file that was cut off must not look whole.
            var stream = out.get();
            format.write(book, stream);
            stream.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return null;
        });
  }

  private Book book(Table table, Connection connection, Scope scope, Period period)
      throws SQLException {
    var now = clock.instant();
    var reports = new ReadReports(connection, scope, period, now);
    var book = new ReportBook(scope, period, reports.summary(), now);
    return switch (table) {
      case REPORT -> {
        var sections = new ArrayList<Section>(book.figures());
        sections.add(1, ReportBook.series(reports.series(Interval.suiting(period))));
        sections.add(ReportBook.busyHours(reports.heatMap()));
        sections.add(ranking(reports));
        yield book.of(sections);
      }
      case DAYS -> book.of(List.of(new StoreRows(connection, scope, period, now).days()));
      case HOURS -> book.of(List.of(new StoreRows(connection, scope, period, now).hours()));
      case SERIES -> book.of(List.of(ReportBook.series(reports.series(Interval.suiting(period)))));
      case RANKING -> book.of(List.of(ranking(reports)));
    };
  }

  private static Section ranking(ReadReports reports) throws SQLException {
    return ReportBook.ranking(reports.ranking(Optional.empty(), Optional.of(Comparison.BEFORE)));
  }
}
