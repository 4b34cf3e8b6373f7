package io.storelens.report.export;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/** What a report is exported as. */
public enum Format {
  /** RFC 4180, in UTF-8; holds one table. */
  CSV("csv", "text/csv; charset=utf-8; header=present"),
  /** Office Open XML, with real numbers and dates. */
  XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  /** PDF, for reading and printing. */
  PDF("pdf", "application/pdf");

  private final String code;
  private final String mediaType;

  Format(String code, String mediaType) {
    this.code = code;
    this.mediaType = mediaType;
  }

  /** The word that the API uses, which is also the file's suffix. */
  public String code() {
    return code;
  }

  /** Its media type. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * Writes {@code book} and leaves {@code out} open.
   *
   * @throws IllegalArgumentException if the format cannot hold so many tables
   */
  public void write(Book book, OutputStream out) throws IOException, SQLException {
    switch (this) {
      case CSV -> CsvFile.write(book, out);
      case XLSX -> XlsxFile.write(book, out);
      case PDF -> PdfFile.write(book, out);
    }
  }
}
