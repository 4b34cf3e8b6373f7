package io.storelens.report.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A table as RFC 4180 has it: a header, then the rows. What is to be known of them follows as
 * records of the same length whose first field begins with {@code #}, the number of rows first: a
 * file without them was cut off.
 */
final class CsvFile {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);

  private CsvFile() {}

  static void write(Book book, OutputStream out) throws IOException, SQLException {
    if (book.sections().size() != 1) {
      throw new IllegalArgumentException("a CSV file holds one table");
    }
    var section = book.sections().get(0);
    int width = section.columns().size();
    // Not closed: it would close the stream of the caller.
    var printer =
        new CSVPrinter(
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)),
            CSVFormat.RFC4180);
    printer.printRecord(section.columns().stream().map(Column::title).toArray());
    long[] rows = new long[1];
    section
        .rows()
        .to(
            cells -> {
              printer.printRecord(Arrays.stream(cells).map(CsvFile::text).toArray());
              rows[0]++;
            });
    fact(printer, width, "rows", Long.toString(rows[0]));
    for (Book.Fact fact : book.facts()) {
      fact(printer, width, fact.name(), fact.text());
    }
    printer.flush();
  }

  private static void fact(CSVPrinter printer, int width, String name, String text)
      throws IOException {
    var record = new Object[Math.max(width, 2)];
    Arrays.fill(record, "");
    record[0] = "# " + name;
    record[1] = guarded(text);
    printer.printRecord(record);
  }

  private static String text(Object cell) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof String text) {
      return guarded(text);
    }
    if (cell instanceof Double share) {
      return String.format(Locale.ROOT, "%.4f", share);
    }
    return cell instanceof LocalDateTime time ? MINUTES.format(time) : cell.toString();
  }

  /** A spreadsheet takes a text that begins so for a formula, which could do harm. */
  static String guarded(String text) {
    return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
