package io.storelens.report.export;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfWriter;

/** What stands above and below every page: what it is about, and its number. */
final class PageFrame extends PdfPageEventHelper {
  private static final int DISTANCE = 22;

  private final String title;
  private final Font font;

  PageFrame(String title, Font font) {
    this.title = title;
    this.font = font;
  }

  @Override
  public void onEndPage(PdfWriter writer, Document document) {
    var canvas = writer.getDirectContent();
    ColumnText.showTextAligned(
        canvas,
        Element.ALIGN_LEFT,
        new Phrase("Storelens · " + title, font),
        document.left(),
        document.top() + DISTANCE,
        0);
    ColumnText.showTextAligned(
        canvas,
        Element.ALIGN_RIGHT,
        new Phrase("Page " + writer.getPageNumber(), font),
        document.right(),
        document.bottom() - DISTANCE,
        0);
  }
}
