package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the API describes itself, and what it says to requests that are not right. */
class ReportApiIT extends KnownRows {
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
}
