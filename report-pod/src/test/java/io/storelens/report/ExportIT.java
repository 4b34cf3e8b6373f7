package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is in the files. A store is called as a formula would be, and one shows no group under 5.
 */
class ExportIT {
  private static final String EXPORTS = "/api/v1/exports";
  private static final String FORMULA = "=HYPERLINK(\"http://example.com\",\"Zoë, \"\"Paris\"\"\")";

  @TempDir private static Path folder;
  private static ReportDatabase database;
  private static ReportServer server;

  @BeforeAll
  static void fill() throws Exception {
    database = new ReportDatabase(folder);
    database.region("europe", 1);
    database.region("careful", 5);
    var paris = database.store("paris-001", FORMULA, "europe", "Paris", "Europe/Paris");
    var berlin = database.store("berlin-001", "Łódź Mitte", "careful", "Berlin", "Europe/Berlin");
    database.customers(paris, "2026-11-23", 10, 3, Gender.FEMALE, AgeBand.FROM_25, Mood.NEUTRAL);
    database.customers(paris, "2026-11-24", 11, 4, Gender.MALE, AgeBand.FROM_35, Mood.NEUTRAL);
    database.customers(berlin, "2026-11-23", 12, 20, Gender.FEMALE, AgeBand.FROM_16, Mood.FEAR);
    database.customers(berlin, "2026-11-23", 13, 3, Gender.MALE, AgeBand.FROM_16, Mood.DISGUST);
    database.refused(paris, "2026-11-24", "notAPhoto", 2);
    server = new ReportServer(database.jdbcUrl(), Duration.ofSeconds(20));
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
    database.close();
  }

  @Test
  void csvHasARowAStoreAndDayAndThenWhatIsToBeKnown() throws Exception {
    var answer = bytes("?format=csv&from=2026-11-22&to=2026-11-24");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"storelens-days.csv\"");
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(text).contains("\r\n").doesNotContainPattern("[^\r]\n");

    var records = records(text);
    var header = records.get(0).toList();
    assertThat(records).allSatisfy(record -> assertThat(record.size()).isEqualTo(header.size()));
    var rows = records.stream().skip(1).filter(record -> !record.get(0).startsWith("#")).toList();
    assertThat(rows).hasSize(2 * 3);
    var monday = row(rows, "paris-001", "2026-11-23");
    assertThat(monday.get(header.indexOf("Customers"))).isEqualTo("3");
    assertThat(monday.get(header.indexOf("Coverage"))).isEqualTo("partly");
    assertThat(row(rows, "paris-001", "2026-11-22").get(header.indexOf("Coverage")))
        .isEqualTo("silent");
    assertThat(row(rows, "paris-001", "2026-11-24").get(header.indexOf("Photos refused")))
        .isEqualTo("2");
    assertThat(fact(records, "rows")).isEqualTo("6");
    assertThat(fact(records, "Time zone")).contains("Europe/Berlin, Europe/Paris");
    assertThat(fact(records, "Coverage")).startsWith("partly: photos in 4 of");
    assertThat(fact(records, "Place")).isEqualTo("all stores (2 stores)");
    assertThat(fact(records, "Notice")).contains("sessions, not unique people");
  }

  @Test
  void csvLetsNoTextBeAFormula() throws Exception {
    var records = records(text("?format=csv&store=paris-001"));

    assertThat(records.get(1).get(4)).isEqualTo("'" + FORMULA);
  }

  @Test
  void hidesSmallGroupsInFilesToo() throws Exception {
    var records = records(text("?format=csv&region=careful&from=2026-11-23&to=2026-11-23"));
    var header = records.get(0).toList();
    var row = records.get(1);

    assertThat(row.get(header.indexOf("Customers"))).isEqualTo("23");
    assertThat(row.get(header.indexOf("male"))).isEmpty();
    assertThat(row.get(header.indexOf("female"))).isEmpty();
    assertThat(row.get(header.indexOf("mood disgust"))).isEmpty();
    assertThat(row.get(header.indexOf("age 16-24"))).isEqualTo("23");
    assertThat(fact(records, "Small groups")).contains("fewer than 5");
  }

  @Test
  void csvHoursTellClosedFromSilent() throws Exception {
    var records =
        records(text("?format=csv&table=hours&store=paris-001&from=2026-11-23&to=2026-11-23"));
    var header = records.get(0).toList();

    assertThat(fact(records, "rows")).as("08:00 to 20:00").isEqualTo("12");
    assertThat(records.get(1).get(header.indexOf("Hour"))).isEqualTo("2026-11-23T08:00");
    assertThat(records.get(1).get(header.indexOf("Coverage"))).isEqualTo("silent");
    assertThat(records.get(3).get(header.indexOf("Coverage"))).isEqualTo("covered");
  }

  @Test
  void xlsxHasNumbersAndDatesAndSaysWhatIsToBeKnown() throws Exception {
    var answer = bytes("?format=xlsx&table=days&from=2026-11-22&to=2026-11-24");

    try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
      List<Row> rows = workbook.getFirstSheet().read();
      assertThat(rows).hasSize(1 + 6);
      var monday =
          rows.stream()
              .filter(row -> row.getCellText(3).equals("paris-001"))
              .skip(1)
              .findFirst()
              .orElseThrow();
      assertThat(monday.getCell(4).getType()).isEqualTo(CellType.STRING);
      assertThat(monday.getCell(4).getText()).isEqualTo(FORMULA);
      assertThat(monday.getCellAsDate(6)).hasValue(LocalDateTime.parse("2026-11-23T00:00"));
      assertThat(monday.getCell(7).getType()).isEqualTo(CellType.NUMBER);
      assertThat(monday.getCellAsNumber(7).orElseThrow().intValue()).isEqualTo(3);
      var about = workbook.findSheet("About").orElseThrow().read();
      assertThat(about)
          .anySatisfy(
              row -> {
                assertThat(row.getCellText(0)).isEqualTo("Rows of Days of stores");
                assertThat(row.getCellAsNumber(1).orElseThrow().intValue()).isEqualTo(6);
              })
          .anySatisfy(row -> assertThat(row.getCellText(1)).contains("Europe/Berlin"));
    }
  }

  @Test
  void pdfHasTheReportAndWhatIsToBeKnown() throws Exception {
    var answer = bytes("?format=pdf&from=2026-11-18&to=2026-11-24");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");

    var text = new StringBuilder();
    try (var reader = new PdfReader(answer.body())) {
      var extractor = new PdfTextExtractor(reader);
      for (int page = 1; page <= reader.getNumberOfPages(); page++) {
        text.append(extractor.getTextFromPage(page)).append('\n');
      }
    }
    assertThat(text)
        .contains("Customers of all stores, 2026-11-18 to 2026-11-24")
        .contains("Customers by day")
        .contains("7 rows")
        .contains("careful")
        .contains("sessions, not unique people")
        .contains("Page 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?format=doc | format",
        "?format=csv&table=report | table",
        "?format=pdf&table=days | table",
        "?format=csv&table=hours&from=2025-01-01 | table",
        "?from=2026-12-01&to=2026-11-01 | from",
        "?colour=red | colour"
      })
  void namesTheParameterThatIsBad(String query, String parameter) throws Exception {
    var answer = server.get(EXPORTS + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"parameter\":\"" + parameter + "\"");
  }

  @Test
  void namesAPlaceThatIsUnknown() throws Exception {
    assertThat(server.get(EXPORTS + "?store=none").statusCode()).isEqualTo(404);
  }

  private static CSVRecord row(List<CSVRecord> rows, String store, String day) {
    return rows.stream()
        .filter(row -> row.get(3).equals(store) && row.get(6).equals(day))
        .findFirst()
        .orElseThrow();
  }

  private static String fact(List<CSVRecord> records, String name) {
    return records.stream()
        .filter(record -> record.get(0).equals("# " + name))
        .findFirst()
        .orElseThrow()
        .get(1);
  }

  private static List<CSVRecord> records(String text) throws IOException {
    try (var parser = CSVFormat.RFC4180.parse(new StringReader(text))) {
      return parser.getRecords();
    }
  }

  private static String text(String query) throws IOException, InterruptedException {
    return new String(bytes(query).body(), StandardCharsets.UTF_8);
  }

  private static HttpResponse<byte[]> bytes(String query) throws IOException, InterruptedException {
    var answer =
        server.sendForBytes(
            server
                .request(EXPORTS + query)
                .header(
                    "Authorization", ReportServer.basic(ReportServer.USER, ReportServer.PASSWORD)));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }
}
