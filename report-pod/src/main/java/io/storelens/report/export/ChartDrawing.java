package io.storelens.report.export;

import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfTemplate;
import java.awt.Color;
import java.util.List;
import java.util.Locale;

/** Draws charts as vectors, in the colours of the pages. Lengths are points. */
final class ChartDrawing {
  private static final Color INK = new Color(0x16, 0x20, 0x2c);
  private static final Color MUTED = new Color(0x59, 0x67, 0x77);
  private static final Color LINE = new Color(0xd5, 0xdc, 0xe4);
  private static final Color ABSENT = new Color(0xe8, 0xec, 0xf1);
  private static final Color ACCENT = new Color(0x0f, 0x76, 0x6e);
  private static final Color[] PARTS = {
    new Color(0xe5, 0x9a, 0x1f), new Color(0x2f, 0x5d, 0x9b), new Color(0xa9, 0xb3, 0xbf)
  };
  private static final float LETTERS = 7;
  private static final float LABELS = 110;
  private static final float NUMBERS = 60;
  private static final float ROW = 15;
  private static final float COLUMNS_HEIGHT = 150;
  private static final float AXIS = 34;
  private static final float BELOW = 14;
  private static final float LEGEND = 14;
  private static final float SHORTEST_BAR = 0.8f;

  private final PdfContentByte canvas;
  private final BaseFont font;
  private final float width;

  private ChartDrawing(PdfContentByte canvas, BaseFont font, float width) {
    this.canvas = canvas;
    this.font = font;
    this.width = width;
  }

  /** A drawing of {@code chart}, as wide as asked and as high as needed. */
  static PdfTemplate of(Chart chart, PdfContentByte canvas, BaseFont font, float width) {
    float height = height(chart);
    var template = canvas.createTemplate(width, height);
    var drawing = new ChartDrawing(template, font, width);
    if (chart instanceof Chart.Columns columns) {
      drawing.draw(columns);
    } else if (chart instanceof Chart.Rows rows) {
      drawing.draw(rows, height);
    } else if (chart instanceof Chart.Cells cells) {
      drawing.draw(cells, height);
    }
    return template;
  }

  private static float height(Chart chart) {
    if (chart instanceof Chart.Rows rows) {
      return ROW * rows.bars().size();
    }
    return chart instanceof Chart.Cells cells
        ? ROW * (cells.bars().size() + 1)
        : COLUMNS_HEIGHT + BELOW + LEGEND;
  }

  private void draw(Chart.Columns chart) {
    long most = Math.max(1, chart.bars().stream().mapToLong(Chart.Bar::sum).max().orElse(1));
    grid(most);
    float step = (width - AXIS) / chart.bars().size();
    float thick = Math.max(0.5f, step * 0.72f);
    int every = (int) Math.ceil(chart.bars().size() / 12.0);
    for (int index = 0; index < chart.bars().size(); index++) {
      var bar = chart.bars().get(index);
      float left = AXIS + index * step + (step - thick) / 2;
      if (!bar.absent().isEmpty()) {
        rectangle(ABSENT, left, BELOW, thick, 8);
      }
      stack(bar, most, left, thick);
      if (index % every == 0) {
        text(bar.label(), left + thick / 2, 3, PdfContentByte.ALIGN_CENTER, MUTED);
      }
    }
    legend(chart.parts());
  }

  private void grid(long most) {
    for (int line = 0; line <= 4; line++) {
      float y = BELOW + line * COLUMNS_HEIGHT / 4;
      rectangle(LINE, AXIS, y, width - AXIS, 0.5f);
      text(number(most * line / 4), AXIS - 4, y - 2, PdfContentByte.ALIGN_RIGHT, MUTED);
    }
  }

  private void stack(Chart.Bar bar, long most, float left, float thick) {
    float y = BELOW;
    for (int part = 0; part < bar.values().size(); part++) {
      var value = bar.values().get(part);
      if (value != null && value > 0) {
        float high = COLUMNS_HEIGHT * value / most;
        rectangle(PARTS[part % PARTS.length], left, y, thick, high);
        y += high;
      }
    }
  }

  private void legend(List<String> parts) {
    float x = AXIS;
    for (int part = 0; part < parts.size(); part++) {
      float y = COLUMNS_HEIGHT + BELOW + 5;
      rectangle(PARTS[part % PARTS.length], x, y, 6, 6);
      text(parts.get(part), x + 9, y, PdfContentByte.ALIGN_LEFT, MUTED);
      x += 24 + font.getWidthPoint(parts.get(part), LETTERS);
    }
    rectangle(ABSENT, x, COLUMNS_HEIGHT + BELOW + 5, 6, 6);
    text("closed or not seen", x + 9, COLUMNS_HEIGHT + BELOW + 5, PdfContentByte.ALIGN_LEFT, MUTED);
  }

  private void draw(Chart.Rows chart, float height) {
    long most = Math.max(1, chart.bars().stream().mapToLong(Chart.Bar::sum).max().orElse(1));
    float y = height - ROW;
    for (Chart.Bar bar : chart.bars()) {
      text(shortened(bar.label()), LABELS - 6, y + 4, PdfContentByte.ALIGN_RIGHT, INK);
      float longest = width - LABELS - NUMBERS;
      float length = Math.max(SHORTEST_BAR, longest * bar.sum() / most);
      rectangle(ACCENT, LABELS, y + 2, length, ROW - 5);
      var value = bar.values().get(0);
      text(
          value == null ? "hidden" : number(value),
          LABELS + length + 4,
          y + 4,
          PdfContentByte.ALIGN_LEFT,
          MUTED);
      y -= ROW;
    }
  }

  private void draw(Chart.Cells chart, float height) {
    long most =
        Math.max(
            1,
            chart.bars().stream()
                .flatMap(bar -> bar.values().stream())
                .mapToLong(value -> value == null ? 0 : value)
                .max()
                .orElse(1));
    float step = (width - AXIS) / chart.columns().size();
    for (int column = 0; column < chart.columns().size(); column++) {
      float middle = AXIS + (column + 0.5f) * step;
      text(
          chart.columns().get(column),
          middle,
          height - ROW + 4,
          PdfContentByte.ALIGN_CENTER,
          MUTED);
    }
    float y = height - 2 * ROW;
    for (Chart.Bar bar : chart.bars()) {
      text(bar.label(), AXIS - 4, y + 4, PdfContentByte.ALIGN_RIGHT, INK);
      for (int column = 0; column < bar.values().size(); column++) {
        var value = bar.values().get(column);
        var shade = value == null ? ABSENT : shade(value / (float) most);
        rectangle(shade, AXIS + column * step + 0.5f, y + 0.5f, step - 1, ROW - 1);
      }
      y -= ROW;
    }
  }

  private static Color shade(float share) {
    return new Color(
        mixed(ABSENT.getRed(), ACCENT.getRed(), share),
        mixed(ABSENT.getGreen(), ACCENT.getGreen(), share),
        mixed(ABSENT.getBlue(), ACCENT.getBlue(), share));
  }

  private static int mixed(int from, int to, float share) {
    return Math.round(from + (to - from) * share);
  }

  private String shortened(String label) {
    String text = label;
    while (text.length() > 1 && font.getWidthPoint(text, LETTERS) > LABELS - 8) {
      text = text.substring(0, text.length() - 2) + "…";
    }
    return text;
  }

  private void rectangle(Color color, float x, float y, float wide, float high) {
    canvas.setColorFill(color);
    canvas.rectangle(x, y, wide, high);
    canvas.fill();
  }

  private void text(String text, float x, float y, int alignment, Color color) {
    canvas.beginText();
    canvas.setColorFill(color);
    canvas.setFontAndSize(font, LETTERS);
    canvas.showTextAligned(alignment, text, x, y, 0);
    canvas.endText();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
