package io.storelens.report.export;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook with a sheet for each table, and one that says what is to be known of them. A table
 * that is longer than a sheet goes on in the next.
 */
final class XlsxFile {
  private static final int ROWS_BETWEEN_FLUSHES = 500;
  private static final int MOST_CHARACTERS_OF_NAME = 28;
  private static final int MOST_CHARACTERS_OF_CELL = 32_000;

  private final Workbook workbook;
  private final Book book;

  private XlsxFile(Workbook workbook, Book book) {
    this.workbook = workbook;
    this.book = book;
  }

  static void write(Book book, OutputStream out) throws IOException, SQLException {
    // Workbook closes what it writes to.
    var workbook = new Workbook(new Unclosed(out), "Storelens", null);
    var file = new XlsxFile(workbook, book);
    var counts = new long[book.sections().size()];
    for (int index = 0; index < counts.length; index++) {
      counts[index] = file.writeSection(book.sections().get(index));
    }
    file.writeFacts(counts);
    workbook.finish();
  }

  private long writeSection(Section section) throws IOException, SQLException {
    var table = new Table(section);
    section.rows().to(table::row);
    table.sheet.finish();
    return table.rows;
  }

  private void writeFacts(long[] counts) throws IOException {
    var sheet = workbook.newWorksheet("About");
    sheet.width(0, 24);
    sheet.width(1, 100);
    sheet.inlineString(0, 0, book.title());
    sheet.style(0, 0).bold().fontSize(14).set();
    int line = 2;
    for (int index = 0; index < counts.length; index++) {
      sheet.inlineString(line, 0, "Rows of " + book.sections().get(index).title());
      sheet.value(line++, 1, counts[index]);
    }
    for (Book.Fact fact : book.facts()) {
      sheet.inlineString(line, 0, fact.name());
      sheet.inlineString(line, 1, fact.text());
      sheet.style(line++, 1).wrapText(true).horizontalAlignment("left").set();
    }
    sheet.finish();
  }

  /** One table, over as many sheets as it needs. */
  private final class Table {
    private final String title;
    private final List<Column> columns;
    private Worksheet sheet;
    private int sheets;
    private int line;
    private long rows;

    Table(Section section) {
      this.title = section.title();
      this.columns = section.columns();
      beginSheet();
    }

    void row(Object... cells) throws IOException {
      if (line == Worksheet.MAX_ROWS) {
        sheet.finish();
        beginSheet();
      }
      for (int column = 0; column < cells.length; column++) {
        if (cells[column] != null) {
          cell(column, cells[column]);
        }
      }
      line++;
      rows++;
      if (line % ROWS_BETWEEN_FLUSHES == 0) {
        sheet.flush();
      }
    }

    private void beginSheet() {
      sheets++;
      String name =
          title.length() > MOST_CHARACTERS_OF_NAME
              ? title.substring(0, MOST_CHARACTERS_OF_NAME)
              : title;
      sheet = workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
      sheet.freezePane(0, 1);
      for (int column = 0; column < columns.size(); column++) {
        sheet.width(column, Math.max(12, columns.get(column).title().length() + 2));
        sheet.inlineString(0, column, columns.get(column).title());
        sheet.style(0, column).bold().set();
      }
      line = 1;
    }

    private void cell(int column, Object cell) {
      switch (columns.get(column).kind()) {
        case TEXT -> {
          String text = (String) cell;
          sheet.inlineString(
              line, column, text.substring(0, Math.min(MOST_CHARACTERS_OF_CELL, text.length())));
        }
        case COUNT -> {
          sheet.value(line, column, (Number) cell);
          sheet.style(line, column).format("#,##0").set();
        }
        case SHARE -> {
          sheet.value(line, column, (Double) cell);
          sheet.style(line, column).format("0.0%").set();
        }
        case DATE -> {
          sheet.value(line, column, (LocalDate) cell);
          sheet.style(line, column).format("yyyy-mm-dd").set();
        }
        case TIME -> {
          sheet.value(line, column, (LocalDateTime) cell);
          sheet.style(line, column).format("yyyy-mm-dd hh:mm").set();
        }
      }
    }
  }
}
