package io.storelens.analyzer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.RefusalReport;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class AnalyzerPodIT {
  private static final Instant NOON = Instant.parse("2026-11-24T11:00:00Z");

  private static AnalyzerDatabase database;
  private RunningAnalyzer analyzer;

  /** A store of each test's own, so that tests don't count each other's photos. */
  private String store;

  @BeforeAll
  static void startDatabase(@TempDir Path folder) throws Exception {
    database = AnalyzerDatabase.start(folder.resolve("database"));
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @BeforeEach
  void startAnalyzer(TestInfo test) throws Exception {
    store = test.getTestMethod().orElseThrow().getName();
    database.store(store, "Europe/Paris");
    analyzer = new RunningAnalyzer(database, 2, 16);
    awaitReady();
  }

  @AfterEach
  void stopAnalyzer() {
    analyzer.close();
  }

  @Test
  void writesFactsAndRollUpsOfAPhotoBeforeItAnswers() throws Exception {
    // Given
    byte[] bytes = TestPhotos.oneMan();
    // When
    var answer = analyzer.post(RunningAnalyzer.photo(store, bytes, NOON), bytes);
    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"outcome\":\"counted\"}");
    assertThat(
            rows(
                "select gender, mood, age_band, face, provider, age between 40 and 55,"
                    + " gender_confidence > 0.8, face_size > 200, eye_distance > 100,"
                    + " sharpness > 50, mood_confidence > 0.9 from face_observation"))
        .containsExactly("1 1 4 0 local t t t t t t");
    assertThat(rows("select photos, customers, below_requirements, day from store_day"))
        .containsExactly("1 1 0 2026-11-24");
    assertThat(rows("select photos, customers, below_requirements, month from store_months"))
        .containsExactly("1 1 0 2026-11-01");
    assertThat(
            rows(
                "select photos, customers, female, male, unknown, day, hour_of_day,"
                    + " hour = '2026-11-24T11:00:00Z' from store_hour"))
        .containsExactly("1 1 0 1 0 2026-11-24 12 t");
    // male is 1, 45-54 is 4, happiness is 1: ((1 * 7 + 4) * 8 + 1), counted from 1
    assertThat(rows("select counts[90], array_length(counts, 1) from store_day"))
        .containsExactly("1 168");
    assertThat(
            cameraRows(
                "select photos, faces, customers, below_size, skew_photos, skew_seconds_sum,"
                    + " skew_seconds_max, face_size_sum > 200, last_photo from camera_hour"))
        .containsExactly("1 1 1 0 1 -2 2 t 2026-11-24 11:00:02+00");
  }

  @Test
  void countsAPhotoOnceHoweverOftenItIsSent() throws Exception {
    // Given
    byte[] bytes = TestPhotos.oneMan();
    var photo = RunningAnalyzer.photo(store, bytes, NOON);
    // When
    var answers = IntStream.range(0, 12).mapToObj(i -> analyzer.send(photo, bytes)).toList();
    var later = analyzer.post(photo, bytes);
    // Then
    assertThat(answers)
        .extracting(CompletableFuture::join)
        .extracting(HttpResponse::statusCode)
        .containsOnly(200);
    assertThat(answers).filteredOn(answer -> answer.join().body().contains("counted")).hasSize(1);
    assertThat(later.body()).isEqualTo("{\"outcome\":\"repeated\"}");
    assertThat(rows("select photos, customers from store_day")).containsExactly("1 1");
    assertThat(rows("select count(*) from face_observation")).containsExactly("1");
    assertThat(cameraRows("select photos, customers from camera_hour")).containsExactly("1 1");
  }

  @Test
  void countsAFaceBelowTheRequirementsAsNoCustomer() throws Exception {
    // Given
    byte[] bytes = TestPhotos.oneWoman();
    // When
    var answer = analyzer.post(RunningAnalyzer.photo(store, bytes, NOON), bytes);
    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(rows("select count(*) from face_observation")).containsExactly("0");
    assertThat(rows("select photos, customers, below_requirements from store_day"))
        .containsExactly("1 0 1");
    assertThat(cameraRows("select faces, customers, below_size from camera_hour"))
        .containsExactly("1 0 1");
  }

  @Test
  void tellsNoMoodWhereTheRegionForbidsIt() throws Exception {
    // Given
    byte[] bytes = TestPhotos.oneMan();
    var headers = RunningAnalyzer.photo(store, bytes, NOON).toHeaders();
    headers.put("Storelens-Region", "eu-quiet");
    // When
    var answer = analyzer.post(Photo.PATH, headers, bytes);
    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(rows("select gender, mood, mood_confidence is null from face_observation"))
        .containsExactly("1 7 t");
  }

  @Test
  void refusesAPhotoThatIsNoneAndCountsItOnce() throws Exception {
    // Given
    byte[] bytes = "this is no photo".getBytes(UTF_8);
    var photo = RunningAnalyzer.photo(store, bytes, NOON);
    // When
    var first = analyzer.post(photo, bytes);
    var second = analyzer.post(photo, bytes);
    // Then
    assertThat(first.statusCode()).isEqualTo(422);
    assertThat(first.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(new JsonObject(first.body()).getMap())
        .containsEntry("status", 422)
        .containsEntry("reason", "notAPhoto")
        .containsEntry("type", "urn:storelens:refusal:notAPhoto")
        .containsKeys("title", "detail");
    assertThat(second.statusCode()).isEqualTo(422);
    assertThat(cameraRows("select reason, photos, day, hour from camera_refusal"))
        .containsExactly("notAPhoto 1 2026-11-24 2026-11-24 11:00:00+00");
    assertThat(cameraRows("select refused from photo")).containsExactly("notAPhoto");
    assertThat(rows("select photos from store_day")).isEmpty();
    assertThat(analyzer.metrics())
        .contains("storelens_analyzer_photos_total{outcome=\"refused\",reason=\"notAPhoto\",} 2.0");
  }

  @Test
  void countsAReportOfRefusalsOnce() throws Exception {
    // Given
    byte[] report =
        """
        {"id": "6dd7c3a5-0b0e-4f0c-9c9c-2f0b5f3c1a01", "refusals": [
          {"camera": "%1$s", "hour": "2026-11-24T22:00:00Z", "reason": "CAMERA_PAUSED", "photos": 3},
          {"camera": "%1$s", "hour": "2026-11-24T23:00:00Z", "reason": "CAMERA_PAUSED", "photos": 2}]}
        """
            .formatted(store)
            .getBytes(UTF_8);
    // When
    var first = analyzer.post(RefusalReport.PATH, Map.of(), report);
    var second = analyzer.post(RefusalReport.PATH, Map.of(), report);
    // Then
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(cameraRows("select day, reason, photos from camera_refusal"))
        .containsExactly("2026-11-24 cameraPaused 3", "2026-11-25 cameraPaused 2");
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    // Given
    byte[] bytes = TestPhotos.oneMan();
    var headers = RunningAnalyzer.photo(store, bytes, NOON).toHeaders();
    var unreadable = new HashMap<>(headers);
    unreadable.put("Storelens-Captured-At", "yesterday");
    var elsewhere = new HashMap<>(headers);
    elsewhere.put("Storelens-Region", "mars");
    byte[] large = new byte[RunningAnalyzer.MAX_PHOTO_BYTES + 1];
    byte[] report = "{\"id\": 7}".getBytes(UTF_8);
    // When, then
    var badHeader = analyzer.post(Photo.PATH, unreadable, bytes);
    assertThat(badHeader.statusCode()).isEqualTo(400);
    assertThat(badHeader.body()).contains("Storelens-Captured-At");
    assertThat(analyzer.post(Photo.PATH, elsewhere, bytes).statusCode()).isEqualTo(421);
    assertThat(analyzer.post(Photo.PATH, headers, large).statusCode()).isEqualTo(413);
    assertThat(analyzer.post("/elsewhere", headers, bytes).statusCode()).isEqualTo(404);
    assertThat(analyzer.post(RefusalReport.PATH, Map.of(), report).statusCode()).isEqualTo(400);
    assertThat(rows("select photos from store_day")).isEmpty();
  }

  @Test
  void letsPhotosOfAnUnknownCameraWaitUntilItIsKnown() throws Exception {
    // Given
    byte[] bytes = TestPhotos.oneMan();
    String opened = store + "-opened-later";
    var photo = RunningAnalyzer.photo(opened, bytes, NOON);
    // When
    var before = analyzer.post(photo, bytes);
    database.store(opened, "Europe/Paris");
    // Then
    assertThat(before.statusCode()).isEqualTo(503);
    assertThat(before.headers().firstValue("Retry-After")).isPresent();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> analyzer.post(photo, bytes).statusCode() == 200);
  }

  @Test
  void sendsPhotosAwayWhileTheDatabaseIsDown() throws Exception {
    // Given
    byte[] bytes = TestPhotos.oneMan();
    var photo = RunningAnalyzer.photo(store, bytes, NOON);
    database.stop();
    // When
    var whileDown = analyzer.post(photo, bytes);
    // Then
    assertThat(whileDown.statusCode()).isEqualTo(503);
    assertThat(whileDown.headers().firstValue("Retry-After")).isPresent();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> analyzer.health().problems().containsKey("analyzer.database"));
    // When
    database.startAgain();
    // Then
    awaitReady();
    assertThat(analyzer.post(photo, bytes).statusCode()).isEqualTo(200);
    assertThat(rows("select photos from store_day")).containsExactly("1");
  }

  @Test
  void sendsPhotosAwayWhenAllPlacesAreTaken() throws Exception {
    // Given
    byte[] bytes = TestPhotos.oneMan();
    try (var small = new RunningAnalyzer(database, 1, 1);
        var first = new Socket(InetAddress.getLoopbackAddress(), small.port());
        var second = new Socket(InetAddress.getLoopbackAddress(), small.port())) {
      await().atMost(Duration.ofSeconds(20)).until(() -> small.health().problems().isEmpty());
      begin(first, bytes, 1);
      begin(second, bytes, 2);
      awaitHeld(small, 2);
      var photo = RunningAnalyzer.photo(store, bytes, NOON);
      // When
      var sentAway = small.post(photo, bytes);
      // Then
      assertThat(sentAway.statusCode()).isEqualTo(503);
      assertThat(sentAway.headers().firstValue("Retry-After")).contains("1");
      assertThat(end(first, bytes)).startsWith("HTTP/1.1 200 ");
      assertThat(end(second, bytes)).startsWith("HTTP/1.1 200 ");
      assertThat(small.post(photo, bytes).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void answersWhatItHasBeforeItStops() throws Exception {
    // Given
    byte[] bytes = TestPhotos.oneMan();
    try (var first = new Socket(InetAddress.getLoopbackAddress(), analyzer.port())) {
      begin(first, bytes, 1);
      awaitHeld(analyzer, 1);
      // When
      var stopping = CompletableFuture.runAsync(analyzer::stop);
      var answer = end(first, bytes);
      // Then
      assertThat(answer).startsWith("HTTP/1.1 200 ");
      stopping.join();
      assertThat(rows("select photos from store_day")).containsExactly("1");
    }
  }

  private static void awaitHeld(RunningAnalyzer running, int photos) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> running.metrics().contains("storelens_analyzer_held " + photos + ".0"));
  }

  /** Sends a request's head and half of its body; {@code number} makes its id another one. */
  private void begin(Socket socket, byte[] bytes, int number) throws IOException {
    var head = new StringBuilder("POST " + Photo.PATH + " HTTP/1.1\r\nHost: analyzer\r\n");
    RunningAnalyzer.photo(store, new byte[] {(byte) number}, NOON)
        .toHeaders()
        .forEach(
            (name, value) ->
                head.append(name)
                    .append(": ")
                    .append(name.endsWith("Camera") ? store : value)
                    .append("\r\n"));
    head.append("Content-Length: ").append(bytes.length).append("\r\nConnection: close\r\n\r\n");
    socket.getOutputStream().write(head.toString().getBytes(UTF_8));
    socket.getOutputStream().write(bytes, 0, bytes.length / 2);
  }

  private static String end(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
    var answer = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(answer);
    return answer.toString(UTF_8);
  }

  private void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(analyzer.health().problems()).isEmpty());
  }

  private List<String> rows(String select) throws SQLException {
    return database.rows(
        select + " where store_id = (select store_id from store where name = '" + store + "')");
  }

  private List<String> cameraRows(String select) throws SQLException {
    return database.rows(
        select
            + " where camera_id = (select camera_id from camera where name = '"
            + store
            + "') order by 1");
  }
}
