package io.storelens.report.export;

import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.Image;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.librepdf.openpdf.fonts.Liberation;

/**
 * A PDF to read and print: charts and tables, with heads on every page, and what is to be known.
 */
final class PdfFile {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final Color INK = new Color(0x16, 0x20, 0x2c);
  private static final Color MUTED = new Color(0x59, 0x67, 0x77);
  private static final Color LINE = new Color(0xd5, 0xdc, 0xe4);
  private static final Color HEAD = new Color(0xf1, 0xf4, 0xf7);
  private static final int ROWS_BETWEEN_FLUSHES = 200;

  private final Document document;
  private final PdfWriter writer;
  private final Fonts fonts;

  private PdfFile(Document document, PdfWriter writer, Fonts fonts) {
    this.document = document;
    this.writer = writer;
    this.fonts = fonts;
  }

  static void write(Book book, OutputStream out) throws IOException, SQLException {
    var document = new Document(PageSize.A4, 40, 40, 56, 48);
    try {
      var fonts = Fonts.load();
      var writer = PdfWriter.getInstance(document, new Unclosed(out));
      writer.setPageEvent(new PageFrame(book.title(), fonts.small));
      document.addTitle(book.title());
      document.addCreator("Storelens");
      document.open();
      new PdfFile(document, writer, fonts).write(book);
      document.close();
    } catch (DocumentException e) {
      throw new IOException("the PDF cannot be written", e);
    }
  }

  private void write(Book book) throws IOException, SQLException {
    document.add(new Paragraph(book.title(), fonts.title));
    for (Section section : book.sections()) {
      writeSection(section);
    }
    var heading = new Paragraph("About these numbers", fonts.heading);
    heading.setSpacingBefore(16);
    document.add(heading);
    for (Book.Fact fact : book.facts()) {
      var line = new Paragraph();
      line.add(new Phrase(fact.name() + ": ", fonts.bold));
      line.add(new Phrase(fact.text(), fonts.text));
      line.setSpacingBefore(3);
      document.add(line);
    }
  }

  private void writeSection(Section section) throws IOException, SQLException {
    var heading = new Paragraph(section.title(), fonts.heading);
    heading.setSpacingBefore(16);
    heading.setSpacingAfter(6);
    document.add(heading);
    if (section.chart().isPresent()) {
      addChart(section.chart().get());
    }
    var table = new PdfPTable(section.columns().size());
    table.setWidthPercentage(100);
    table.setHeaderRows(1);
    table.setComplete(false);
    for (Column column : section.columns()) {
      var cell = cell(column, column.title(), fonts.bold);
      cell.setBackgroundColor(HEAD);
      table.addCell(cell);
    }
    long[] rows = new long[1];
    section
        .rows()
        .to(
            cells -> {
              for (int index = 0; index < cells.length; index++) {
                var column = section.columns().get(index);
                table.addCell(cell(column, text(column, cells[index]), fonts.text));
              }
              if (++rows[0] % ROWS_BETWEEN_FLUSHES == 0) {
                document.add(table);
              }
            });
    table.setComplete(true);
    document.add(table);
    var count = new Paragraph(String.format(Locale.ROOT, "%,d rows", rows[0]), fonts.small);
    count.setSpacingBefore(3);
    document.add(count);
  }

  private void addChart(Chart chart) {
    var drawing =
        ChartDrawing.of(
            chart,
            writer.getDirectContent(),
            fonts.text.getBaseFont(),
            document.right() - document.left());
    var image = Image.getInstance(drawing);
    image.setSpacingAfter(8);
    document.add(image);
  }

  private static PdfPCell cell(Column column, String text, Font font) {
    var cell = new PdfPCell(new Phrase(text, font));
    cell.setBorder(Rectangle.BOTTOM);
    cell.setBorderColor(LINE);
    cell.setPadding(4);
    boolean isNumber = column.kind() == Column.Kind.COUNT || column.kind() == Column.Kind.SHARE;
    cell.setHorizontalAlignment(isNumber ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
    return cell;
  }

  private static String text(Column column, Object cell) {
    if (cell == null) {
      return "–";
    }
    return switch (column.kind()) {
      case TEXT, DATE -> cell.toString();
      case COUNT -> String.format(Locale.ROOT, "%,d", ((Number) cell).longValue());
      case SHARE -> String.format(Locale.ROOT, "%.1f %%", 100 * (Double) cell);
      case TIME -> MINUTES.format((LocalDateTime) cell);
    };
  }

  /** Letters of all of Europe; they are put into the file. */
  private record Fonts(Font title, Font heading, Font bold, Font text, Font small) {
    static Fonts load() throws IOException {
      return new Fonts(
          coloured(Liberation.SANS_BOLD.create(18), INK),
          coloured(Liberation.SANS_BOLD.create(12), INK),
          coloured(Liberation.SANS_BOLD.create(9), INK),
          coloured(Liberation.SANS.create(9), INK),
          coloured(Liberation.SANS.create(8), MUTED));
    }

    private static Font coloured(Font font, Color color) {
      font.setColor(color);
      return font;
    }
  }
}
