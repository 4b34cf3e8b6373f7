package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Known rows, and what the API says of them. Every answer is held against the OpenAPI document too.
 *
 * <p>Customers: paris-001 has 10 women on 20 September, 3 women and 2 men on 31 October, 7 men on
 * 24 November; paris-002 has 4 men on 24 November; tokyo-001 has 6 of unknown gender on 25
 * November, which is today there. Berlin's region shows no group under 5.
 */
abstract class KnownRows {
  static final String REPORTS = "/api/v1/reports/";

  @TempDir private static Path folder;
  static ReportDatabase database;
  static ReportServer server;
  static ReportDatabase.Place tokyo;
  static ApiDescription description;

  @BeforeAll
  static void fill() throws Exception {
    database = new ReportDatabase(folder);
    database.region("europe", 1);
    database.region("asia", 1);
    database.region("careful", 5);
    var opera = database.store("paris-001", "Paris Opéra", "europe", "Paris", "Europe/Paris");
    var bercy = database.store("paris-002", "Paris Bercy", "europe", "Paris", "Europe/Paris");
    tokyo = database.store("tokyo-001", "Tokyo Ginza", "asia", "Tokyo", "Asia/Tokyo");
    var berlin = database.store("berlin-001", "Berlin Mitte", "careful", "Berlin", "Europe/Berlin");

    database.customers(opera, "2026-09-20", 10, 10, Gender.FEMALE, AgeBand.FROM_25, Mood.HAPPINESS);
    database.customers(opera, "2026-10-31", 11, 3, Gender.FEMALE, AgeBand.FROM_35, Mood.NEUTRAL);
    database.customers(opera, "2026-10-31", 18, 2, Gender.MALE, AgeBand.FROM_65, Mood.SADNESS);
    database.customers(opera, "2026-11-24", 9, 7, Gender.MALE, AgeBand.TO_15, Mood.SURPRISE);
    database.customers(bercy, "2026-11-24", 9, 4, Gender.MALE, AgeBand.FROM_45, Mood.UNKNOWN);
    database.customers(tokyo, "2026-11-25", 0, 6, Gender.UNKNOWN, AgeBand.FROM_55, Mood.NEUTRAL);
    database.customers(berlin, "2026-11-23", 12, 20, Gender.FEMALE, AgeBand.FROM_16, Mood.FEAR);
    database.customers(berlin, "2026-11-23", 13, 3, Gender.MALE, AgeBand.FROM_16, Mood.DISGUST);
    database.customers(berlin, "2026-11-23", 14, 8, Gender.UNKNOWN, AgeBand.FROM_16, Mood.ANGER);
    database.refused(opera, "2026-11-24", "outsideWorkingHours", 5);
    database.refused(opera, "2026-11-24", "notAPhoto", 1);
    database.refused(opera, "2026-09-20", "notAPhoto", 9);

    server = new ReportServer(database.jdbcUrl(), Duration.ofSeconds(20));
    description = new ApiDescription(server.get("/api/v1/openapi.json").body());
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
    database.close();
  }

  static JsonNode get(String path) throws IOException, InterruptedException {
    var answer = server.get(path);
    var body = description.verify(answer);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return body;
  }

  static long customersOf(String place) throws IOException, InterruptedException {
    return get(REPORTS + "summary?" + place).required("customers").longValue();
  }

  static long sum(JsonNode counted) {
    return StreamSupport.stream(counted.spliterator(), false)
        .mapToLong(each -> each.required("customers").longValue())
        .sum();
  }

  static List<String> texts(JsonNode nodes, String field) {
    return StreamSupport.stream(nodes.spliterator(), false)
        .map(node -> node.required(field).textValue())
        .toList();
  }

  static String state(JsonNode point) {
    return point.required("coverage").required("state").textValue();
  }

  static long cell(JsonNode cells, int weekday, int hour) {
    return cells.get((weekday - 1) * 24 + hour).required("customers").longValue();
  }
}
