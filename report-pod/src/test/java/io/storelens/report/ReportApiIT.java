package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.FaceCell;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the API says of known rows. Every answer is held against the OpenAPI document too.
 *
 * <p>Customers: paris-001 has 10 women on 20 September, 3 women and 2 men on 31 October, 7 men on
 * 24 November; paris-002 has 4 men on 24 November; tokyo-001 has 6 of unknown gender on 25
 * November, which is today there. Berlin's region shows no group under 5.
 */
class ReportApiIT {
  private static final String REPORTS = "/api/v1/reports/";

  @TempDir private static Path folder;
  private static ReportDatabase database;
  private static ReportServer server;
  private static ReportDatabase.Place tokyo;
  private static ApiDescription description;

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

  @Test
  void sumsTheLastSevenDaysUpToTodayWhereItIsLatest() throws Exception {
    var summary = get(REPORTS + "summary");

    assertThat(summary.required("from").textValue()).isEqualTo("2026-11-19");
    assertThat(summary.required("to").textValue()).isEqualTo("2026-11-25");
    assertThat(summary.required("customers").longValue()).isEqualTo(7 + 4 + 6 + 31);
    assertThat(summary.required("photos").longValue()).isEqualTo(7 + 4 + 6 + 31);
    assertThat(summary.required("refused").longValue()).isEqualTo(6);
  }

  @Test
  void sumsByGenderAgeAndMood() throws Exception {
    var summary = get(REPORTS + "summary?store=paris-001&from=2026-09-01&to=2026-11-24");

    assertThat(summary.required("customers").longValue()).isEqualTo(22);
    assertThat(summary.required("refused").longValue()).isEqualTo(15);
    assertThat(summary.required("gender").toString())
        .isEqualTo("{\"female\":13,\"male\":9,\"unknown\":0}");
    assertThat(summary.required("age").toString())
        .isEqualTo(
            "{\"0-15\":7,\"16-24\":0,\"25-34\":10,\"35-44\":3,\"45-54\":0,\"55-64\":0,\"65+\":2}");
    assertThat(summary.required("mood").toString())
        .isEqualTo(
            "{\"neutral\":3,\"happiness\":10,\"sadness\":2,\"anger\":0,\"fear\":0,\"disgust\":0,"
                + "\"surprise\":7,\"unknown\":0}");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-20, 2026-11-24, 22",
    "2026-09-21, 2026-11-24, 12",
    "2026-09-21, 2026-11-23, 5",
    "2026-10-01, 2026-10-31, 5",
    "2026-10-01, 2026-10-30, 0",
    "2026-10-31, 2026-10-31, 5",
    "2026-09-01, 2026-09-30, 10",
    "2026-09-20, 2026-10-30, 10"
  })
  void countsEachDayOnceWhetherReadByMonthOrByDay(String from, String to, long customers)
      throws Exception {
    var query = "?store=paris-001&from=" + from + "&to=" + to;
    var summary = get(REPORTS + "summary" + query);

    assertThat(summary.required("customers").longValue()).isEqualTo(customers);
    for (String interval : List.of("day", "week", "month")) {
      var series = get(REPORTS + "series" + query + "&interval=" + interval);
      assertThat(sum(series.required("points"))).as(interval).isEqualTo(customers);
    }
    assertThat(sum(get(REPORTS + "heatmap" + query).required("cells"))).isEqualTo(customers);
    assertThat(sum(get(REPORTS + "ranking" + query).required("entries"))).isEqualTo(customers);
  }

  @Test
  void holdsPlacesTogether() throws Exception {
    assertThat(customersOf("region=europe")).isEqualTo(11);
    assertThat(customersOf("city=Paris")).isEqualTo(11);
    assertThat(customersOf("region=europe&city=Paris&store=paris-002")).isEqualTo(4);
    assertThat(customersOf("region=asia")).isEqualTo(6);
  }

  @Test
  void fillsGapsOfASeriesWithZeros() throws Exception {
    var points =
        get(REPORTS + "series?store=paris-001&from=2026-10-30&to=2026-11-01").required("points");

    assertThat(texts(points, "start"))
        .containsExactly("2026-10-30T00:00:00", "2026-10-31T00:00:00", "2026-11-01T00:00:00");
    assertThat(points.get(0).required("customers").longValue()).isZero();
    assertThat(points.get(1).required("gender").toString())
        .isEqualTo("{\"female\":3,\"male\":2,\"unknown\":0}");
    assertThat(points.get(1).required("age").required("65+").longValue()).isEqualTo(2);
    assertThat(points.get(1).required("mood").required("neutral").longValue()).isEqualTo(3);
    assertThat(points.get(2).required("mood").required("neutral").longValue()).isZero();
  }

  @Test
  void startsPointsWithinThePeriod() throws Exception {
    var query = REPORTS + "series?store=paris-001&from=2026-09-20&to=2026-11-24&interval=";

    assertThat(texts(get(query + "month").required("points"), "start"))
        .containsExactly("2026-09-20T00:00:00", "2026-10-01T00:00:00", "2026-11-01T00:00:00");
    // 20 September is a Sunday, the last day of its week.
    assertThat(texts(get(query + "week").required("points"), "start"))
        .startsWith("2026-09-20T00:00:00", "2026-09-21T00:00:00", "2026-09-28T00:00:00")
        .endsWith("2026-11-23T00:00:00");
  }

  @Test
  void countsHoursOfTheStoresOwnDay() throws Exception {
    var series = get(REPORTS + "series?region=europe&from=2026-11-24&to=2026-11-24");

    assertThat(series.required("interval").textValue()).isEqualTo("hour");
    var points = series.required("points");
    assertThat(points).hasSize(24);
    assertThat(points.get(9).required("start").textValue()).isEqualTo("2026-11-24T09:00:00");
    assertThat(points.get(9).required("customers").longValue()).isEqualTo(11);
    assertThat(points.get(9).required("gender").required("male").longValue()).isEqualTo(11);
    assertThat(points.get(10).required("customers").longValue()).isZero();
    assertThat(points.get(9).has("age")).isFalse();
  }

  @Test
  void mapsCustomersToWeekdayAndHour() throws Exception {
    var cells = get(REPORTS + "heatmap?store=paris-001&from=2026-09-01").required("cells");

    assertThat(cell(cells, 7, 10)).isEqualTo(10);
    assertThat(cell(cells, 6, 11)).isEqualTo(3);
    assertThat(cell(cells, 6, 18)).isEqualTo(2);
    assertThat(cell(cells, 2, 9)).isEqualTo(7);
    assertThat(sum(cells)).isEqualTo(22);
  }

  @Test
  void ranksTheLevelBelowTheChosenPlace() throws Exception {
    var regions = get(REPORTS + "ranking");
    assertThat(regions.required("by").textValue()).isEqualTo("region");
    assertThat(texts(regions.required("entries"), "name"))
        .containsExactly("careful", "europe", "asia");
    assertThat(regions.required("entries").get(1).required("share").doubleValue())
        .isEqualTo(11 / 48.0);

    assertThat(get(REPORTS + "ranking?region=europe").required("by").textValue()).isEqualTo("city");

    var stores = get(REPORTS + "ranking?city=Paris");
    assertThat(stores.required("by").textValue()).isEqualTo("store");
    assertThat(texts(stores.required("entries"), "displayName"))
        .containsExactly("Paris Opéra", "Paris Bercy");
  }

  @Test
  void ranksPlacesWithoutCustomersLast() throws Exception {
    var entries =
        get(REPORTS + "ranking?by=store&from=2026-10-31&to=2026-10-31").required("entries");

    assertThat(texts(entries, "name"))
        .containsExactly("paris-001", "berlin-001", "paris-002", "tokyo-001");
    assertThat(entries.get(3).required("share").doubleValue()).isZero();
  }

  @Test
  void hidesSmallGroupsInSummaryAndSeries() throws Exception {
    var query = "?region=careful&from=2026-11-23&to=2026-11-23";
    var summary = get(REPORTS + "summary" + query);

    assertThat(summary.required("customers").longValue()).isEqualTo(31);
    assertThat(summary.required("smallestGroup").intValue()).isEqualTo(5);
    assertThat(summary.required("note").textValue()).contains("fewer than 5");
    // 3 men are too few; without the 8 unknown they would follow from the total.
    assertThat(summary.required("gender").toString())
        .isEqualTo("{\"female\":20,\"male\":null,\"unknown\":null}");
    assertThat(summary.required("age").required("16-24").longValue()).isEqualTo(31);

    var hours = get(REPORTS + "series" + query + "&interval=hour").required("points");
    assertThat(hours.get(13).required("customers").longValue()).isEqualTo(3);
    assertThat(hours.get(13).required("gender").toString())
        .isEqualTo("{\"female\":null,\"male\":null,\"unknown\":null}");
    var days = get(REPORTS + "series" + query + "&interval=day").required("points");
    assertThat(days.get(0).required("mood").required("disgust").isNull()).isTrue();
    assertThat(days.get(0).required("mood").required("fear").longValue()).isEqualTo(20);
  }

  @Test
  void hidesAsTheStrictestRegionAsks() throws Exception {
    assertThat(get(REPORTS + "summary").required("smallestGroup").intValue()).isEqualTo(5);
    assertThat(get(REPORTS + "summary?region=asia").has("note")).isFalse();
  }

  @Test
  void saysHowMuchOfAFigureWasSeen() throws Exception {
    var coverage =
        get(REPORTS + "summary?store=paris-001&from=2026-10-31&to=2026-10-31").required("coverage");

    assertThat(coverage.toString())
        .isEqualTo(
            "{\"receivedPhotos\":5,\"refusedPhotos\":0,\"openHours\":12,\"coveredHours\":2,"
                + "\"state\":\"partly\"}");
    database.execute("update store set expected_customers_per_day = 60 where name = 'paris-002'");
    var known = get(REPORTS + "summary?store=paris-002&from=2026-11-23&to=2026-11-24");
    // Tuesday until 17:00 is 9 of 12 hours.
    assertThat(known.required("coverage").required("expectedPhotos").longValue())
        .isEqualTo(60 + 45);
  }

  @Test
  void tellsClosedSilentAndSeenHoursApart() throws Exception {
    var hours = get(REPORTS + "series?store=paris-001&from=2026-11-24&to=2026-11-24");

    var points = hours.required("points");
    assertThat(state(points.get(7))).isEqualTo("closed");
    assertThat(state(points.get(8))).isEqualTo("silent");
    assertThat(state(points.get(9))).isEqualTo("covered");
    assertThat(state(points.get(18))).as("not over yet").isEqualTo("closed");
    var cells = get(REPORTS + "heatmap?store=paris-001&from=2026-11-24&to=2026-11-24");
    assertThat(cells.required("cells").get(24 + 8).required("state").textValue())
        .isEqualTo("silent");
    assertThat(cells.required("cells").get(24 + 9).required("state").textValue())
        .isEqualTo("covered");
  }

  @Test
  void seesARealZeroWhereAPhotoShowedNobody() throws Exception {
    for (int hour = 8; hour < 20; hour++) {
      database.hour(tokyo, LocalDate.parse("2026-05-05"), hour, new int[FaceCell.COUNT], 1, 0);
    }

    var summary = get(REPORTS + "summary?store=tokyo-001&from=2026-05-05&to=2026-05-05");

    assertThat(summary.required("customers").longValue()).isZero();
    assertThat(summary.required("coverage").required("state").textValue()).isEqualTo("covered");
    assertThat(summary.required("coverage").required("coveredHours").longValue()).isEqualTo(12);
  }

  @Test
  void comparesWithThePeriodBeforeAndSaysWhenNotAsMuchWasSeen() throws Exception {
    var summary =
        get(REPORTS + "summary?store=paris-001&from=2026-10-31&to=2026-10-31&compare=before");

    var comparison = summary.required("comparison");
    var before = comparison.required("figures");
    assertThat(before.required("from").textValue()).isEqualTo("2026-10-30");
    assertThat(before.required("customers").longValue()).isZero();
    assertThat(comparison.has("change")).as("change from nothing").isFalse();
    assertThat(comparison.required("comparable").booleanValue()).isFalse();
    assertThat(comparison.required("remark").textValue())
        .isEqualTo("Photos came in 17 % of the open hours, against 0 %.");
  }

  @Test
  void comparesWithTheSameWeekdaysOfLastYearAndWithAnotherPlace() throws Exception {
    var lastYear =
        get(REPORTS
                + "series?store=paris-001&from=2026-11-23&to=2026-11-24&compare=lastYear"
                + "&interval=day")
            .required("comparison");
    assertThat(texts(lastYear.required("points"), "start"))
        .containsExactly("2025-11-24T00:00:00", "2025-11-25T00:00:00");

    var place =
        get(REPORTS
                + "summary?store=paris-001&compareStore=paris-002&from=2026-11-24&to=2026-11-24")
            .required("comparison");
    assertThat(place.required("figures").required("store").textValue()).isEqualTo("paris-002");
    assertThat(place.required("change").doubleValue()).isEqualTo(7 / 4.0 - 1);
    assertThat(place.required("changePerHour").isDouble()).isTrue();
    assertThat(place.required("comparable").booleanValue()).isTrue();
  }

  @Test
  void ranksWithTheChangeSinceThePeriodBefore() throws Exception {
    var entries =
        get(REPORTS + "ranking?city=Paris&from=2026-10-31&to=2026-11-24&compare=before")
            .required("entries");

    assertThat(entries.get(0).required("name").textValue()).isEqualTo("paris-001");
    assertThat(entries.get(0).required("customers").longValue()).isEqualTo(12);
    assertThat(entries.get(0).required("before").required("customers").longValue()).isZero();
    assertThat(entries.get(0).required("coverage").required("openHours").longValue())
        .isEqualTo(24 * 12 + 9);
  }

  @Test
  void hidesSmallCellsOfThePyramidToo() throws Exception {
    var pyramid =
        get(REPORTS + "summary?region=careful&from=2026-11-23&to=2026-11-23").required("pyramid");

    assertThat(pyramid.required("female").required("16-24").longValue()).isEqualTo(20);
    assertThat(pyramid.required("male").required("16-24").isNull()).isTrue();
    assertThat(pyramid.required("unknown").required("16-24").isNull()).isTrue();
  }

  @Test
  void saysHowCamerasDo() throws Exception {
    database.execute(
        """
        insert into camera_hour (camera_id, hour, photos, faces, customers, below_size,
          below_eye_distance, below_sharpness, face_size_sum, eye_distance_sum, skew_photos,
          skew_seconds_sum, skew_seconds_max, last_photo)
        values ((select camera_id from camera where name = 'paris-001'), '2026-11-24 08:00Z', 7, 10,
          7, 2, 1, 0, 2500, 1000, 2, -20, 15, '2026-11-24 08:30Z')
        """);

    var cameras = get(REPORTS + "cameras?region=europe&from=2026-11-24&to=2026-11-24");

    assertThat(cameras.required("byStatus").toString())
        .isEqualTo("{\"never\":1,\"silent\":1,\"working\":0}");
    assertThat(texts(cameras.required("cameras"), "name"))
        .containsExactly("paris-002", "paris-001");
    var camera = cameras.required("cameras").get(1);
    // The last photo came at 09:30; the hours from 10:00 to 17:00 are over.
    assertThat(camera.required("silentOpenHours").intValue()).isEqualTo(7);
    assertThat(camera.required("verdict").textValue()).isEqualTo("mixed");
    assertThat(camera.required("meanFaceSize").doubleValue()).isEqualTo(250);
    assertThat(camera.required("meanClockSkew").doubleValue()).isEqualTo(-10);
    assertThat(camera.required("refusals").toString())
        .isEqualTo("{\"notAPhoto\":1,\"outsideWorkingHours\":5}");
    assertThat(camera.required("coverage").required("coveredHours").longValue()).isEqualTo(1);
    assertThat(camera.required("coverage").required("openHours").longValue()).isEqualTo(9);

    var points =
        get(REPORTS + "camera?camera=paris-001&from=2026-11-24&to=2026-11-24").required("points");
    assertThat(points).hasSize(24);
    assertThat(points.get(9).required("customers").longValue()).isEqualTo(7);
    assertThat(state(points.get(10))).isEqualTo("silent");
    assertThat(server.get(REPORTS + "camera?camera=none").statusCode()).isEqualTo(404);
    assertThat(server.get(REPORTS + "camera").statusCode()).isEqualTo(400);
  }

  @Test
  void refusesToCompareWithTwoThingsAtOnce() throws Exception {
    var answer = server.get(REPORTS + "summary?compare=before&compareStore=paris-002");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(description.verify(answer).required("parameter").textValue()).isEqualTo("compare");
  }

  @Test
  void listsPlacesWithTheirCameras() throws Exception {
    var regions = get("/api/v1/places").required("regions");

    assertThat(texts(regions, "name")).containsExactly("asia", "careful", "europe");
    var paris = regions.get(2).required("cities").get(0);
    assertThat(paris.required("name").textValue()).isEqualTo("Paris");
    assertThat(texts(paris.required("stores"), "displayName"))
        .containsExactly("Paris Bercy", "Paris Opéra");
    assertThat(paris.required("stores").get(1).required("timeZone").textValue())
        .isEqualTo("Europe/Paris");
    assertThat(texts(paris.required("stores").get(1).required("cameras"), "position"))
        .containsExactly("Checkout 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "summary?from=2026-11-25&to=2026-11-24 | from",
        "summary?from=24.11.2026 | from",
        "summary?to=2026-02-30 | to",
        "summary?to=+12026-01-01 | to",
        "summary?from=2020-01-01 | from",
        "summary?from= | from",
        "summary?store=paris-001&store=paris-002 | store",
        "summary?interval=day | interval",
        "series?interval=minute | interval",
        "series?interval=hour&from=2026-10-01 | interval",
        "heatmap?region= | region",
        "ranking?by=camera | by",
        "ranking?colour=red | colour"
      })
  void namesTheParameterThatIsBad(String pathAndQuery, String parameter) throws Exception {
    var answer = server.get(REPORTS + pathAndQuery);
    var problem = description.verify(answer);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(problem.required("parameter").textValue()).isEqualTo(parameter);
    assertThat(problem.required("detail").textValue()).contains(parameter);
  }

  @ParameterizedTest
  @CsvSource({
    "region=atlantis, atlantis",
    "city=Atlantis, Atlantis",
    "store=x-1, x-1",
    "region=asia&city=Paris, Paris"
  })
  void namesAPlaceThatIsUnknown(String query, String named) throws Exception {
    for (String report : List.of("summary", "series", "heatmap", "ranking")) {
      var answer = server.get(REPORTS + report + "?" + query);
      assertThat(answer.statusCode()).as(report).isEqualTo(404);
      assertThat(description.verify(answer).required("detail").textValue()).contains(named);
    }
  }

  @Test
  void takesNamesAsTextAndNotAsSql() throws Exception {
    var answer = server.get(REPORTS + "summary?store=%27%20or%201=1--");

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void refusesAQueryThatCannotBeDecoded() throws Exception {
    var answer =
        server.send(
            server
                .request("/api/v1/reports/summary?region=%25E0%25A4%25A")
                .header(
                    "Authorization", ReportServer.basic(ReportServer.USER, ReportServer.PASSWORD)));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("%E0%A4%A");
  }

  @Test
  void describesEveryPathAndParameterItHas() throws Exception {
    assertThat(description.paths())
        .containsExactlyInAnyOrder(
            "/api/v1/openapi.json",
            "/api/v1/metrics",
            "/api/v1/places",
            "/api/v1/me",
            "/api/v1/audit",
            "/api/v1/tokens",
            REPORTS + "summary",
            REPORTS + "series",
            REPORTS + "heatmap",
            REPORTS + "ranking",
            REPORTS + "cameras",
            REPORTS + "camera",
            "/api/v1/exports",
            "/api/v1/live");
    // Files and streams have tests of their own, and a camera has to be named.
    var others = Set.of("/api/v1/exports", "/api/v1/live", REPORTS + "camera");
    for (String path : description.paths()) {
      if (others.contains(path)) {
        continue;
      }
      var answer = server.get(path);
      description.verify(answer);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);

      // The answer to an unknown parameter lists those that are known.
      var detail = description.verify(server.get(path + "?unknown=1")).required("detail");
      assertThat(detail.textValue())
          .endsWith(
              description.parameters(path).isEmpty()
                  ? "no parameters here"
                  : "parameters are " + String.join(", ", description.parameters(path)));
    }
  }

  @Test
  void answersWhatIsNotThereWithAProblem() throws Exception {
    var missing = server.get("/api/v1/reports/nothing");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("Content-Type")).hasValue("application/problem+json");

    var posted =
        server.send(
            server
                .request("/api/v1/places")
                .header(
                    "Authorization", ReportServer.basic(ReportServer.USER, ReportServer.PASSWORD))
                .DELETE());
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).hasValue("GET");
  }

  @Test
  void timesRequestsByRouteAndStatus() throws Exception {
    server.get(REPORTS + "heatmap?store=x-2");
    server.get("/api/v1/secret/" + System.nanoTime());

    var timers = server.meters().find("storelens.report.request").timers();
    assertThat(timers)
        .extracting(timer -> timer.getId().getTag("route") + " " + timer.getId().getTag("status"))
        .contains(REPORTS + "heatmap 404", "other 404")
        .noneMatch(tags -> tags.contains("secret"));
    assertThat(server.meters().get("storelens.report.query").tag("report", "heatmap").timers())
        .isNotEmpty();
  }

  private static JsonNode get(String path) throws IOException, InterruptedException {
    var answer = server.get(path);
    var body = description.verify(answer);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return body;
  }

  private static long customersOf(String place) throws IOException, InterruptedException {
    return get(REPORTS + "summary?" + place).required("customers").longValue();
  }

  private static long sum(JsonNode counted) {
    return StreamSupport.stream(counted.spliterator(), false)
        .mapToLong(each -> each.required("customers").longValue())
        .sum();
  }

  private static List<String> texts(JsonNode nodes, String field) {
    return StreamSupport.stream(nodes.spliterator(), false)
        .map(node -> node.required(field).textValue())
        .toList();
  }

  private static String state(JsonNode point) {
    return point.required("coverage").required("state").textValue();
  }

  private static long cell(JsonNode cells, int weekday, int hour) {
    return cells.get((weekday - 1) * 24 + hour).required("customers").longValue();
  }
}
