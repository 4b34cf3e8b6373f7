package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.storelens.contract.config.AccessConfig;
import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users of the access file and their tokens see their stores, by every path of the API. */
class ViewersIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PERIOD = "from=2026-11-20&to=2026-11-20";
  private static final String USERS =
      """
      roles:
        paris: {grants: [{city: Paris}]}
        rome: {grants: [{store: rome-1}]}
        europe: {grants: [{region: europe}]}
        nothing: {}
        office: {grants: [{everywhere: true}], administrator: true}
      users:
        anna: {passwordHash: "%1$s", roles: [paris]}
        bruno: {passwordHash: "%1$s", roles: [rome]}
        eva: {passwordHash: "%1$s", roles: [europe]}
        nobody: {passwordHash: "%1$s", roles: [nothing]}
        olga: {passwordHash: "%1$s", roles: [office]}
      """;

  @TempDir private static Path folder;
  private static ReportDatabase database;
  private Path file;
  private ReportServer server;

  @BeforeAll
  static void startDatabase() throws Exception {
    database = new ReportDatabase(folder.resolve("database"));
    database.region("europe", 1);
    database.region("asia", 1);
    fill("paris-1", "europe", "Paris", "Europe/Paris", 100);
    fill("rome-1", "europe", "Rome", "Europe/Rome", 20);
    fill("tokyo-1", "asia", "Tokyo", "Asia/Tokyo", 3);
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    database.close();
  }

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("access.yaml");
    Files.writeString(file, USERS.formatted(hash("correct horse")));
    server = server(600);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eachSeesTheCustomersOfTheirStores() throws Exception {
    assertThat(customers("anna")).isEqualTo(100);
    assertThat(customers("bruno")).isEqualTo(20);
    assertThat(customers("eva")).isEqualTo(120);
    assertThat(customers("nobody")).isZero();
    assertThat(customers("olga")).isEqualTo(123);
    assertThat(MAPPER.readTree(server.get(summary("")).body()).get("customers").asInt())
        .as("the administrator of the settings")
        .isEqualTo(123);
  }

  @Test
  void aPlaceOfOthersIsNotThere() throws Exception {
    for (String place :
        List.of("store=tokyo-1", "city=Rome", "region=asia", "region=europe&city=Rome")) {
      var answer = get("anna", summary(place));
      var nowhere = get("anna", summary("store=atlantis"));

      assertThat(answer.statusCode()).as(place).isEqualTo(404);
      assertThat(nowhere.statusCode()).isEqualTo(404);
    }
    assertThat(get("anna", summary("region=europe")).statusCode()).isEqualTo(200);
    assertThat(
            MAPPER.readTree(get("anna", summary("region=europe")).body()).get("customers").asInt())
        .isEqualTo(100);
  }

  @Test
  void noPathOfTheApiTellsOfOthersStores() throws Exception {
    for (String path : paths()) {
      var answer = server.sendForFirstEvent(as("anna", path));

      assertThat(answer.status()).as(path).isBetween(200, 499);
      assertThat(answer.body().toLowerCase(java.util.Locale.ROOT))
          .as(path)
          .doesNotContain("tokyo", "rome", "asia");
    }
  }

  @Test
  void whoHasNoSecretGetsNothingFromAnyPath() throws Exception {
    for (String path : paths()) {
      assertThat(server.send(server.request(path)).statusCode()).as(path).isEqualTo(401);
      assertThat(bearer("slt_" + "A".repeat(43), path).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void aTokenSeesWhatItsOwnerGaveIt() throws Exception {
    String rome = token("eva", "[{\"city\": \"Rome\"}]");
    String all = token("eva", "[{\"everywhere\": true}]");
    String foreign = token("eva", "[{\"region\": \"asia\"}]");

    assertThat(customersByToken(rome)).isEqualTo(20);
    assertThat(customersByToken(all)).isEqualTo(120);
    assertThat(customersByToken(foreign)).isZero();
  }

  @Test
  void aTokenNeitherMakesTokensNorReadsTheAuditLog() throws Exception {
    String token = token("olga", "[{\"everywhere\": true}]");

    assertThat(bearer(token, "/api/v1/tokens").statusCode()).isEqualTo(403);
    assertThat(bearer(token, "/api/v1/audit").statusCode()).isEqualTo(403);
    var made =
        server.send(
            server
                .request("/api/v1/tokens")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"x\"}")));
    assertThat(made.statusCode()).isEqualTo(403);
  }

  @Test
  void aRevokedTokenIsGoodForNothing() throws Exception {
    String token = token("anna", "[{\"everywhere\": true}]");
    int id = tokens("anna").get(0).get("id").asInt();
    assertThat(customersByToken(token)).isEqualTo(100);

    assertThat(delete("bruno", id).statusCode()).as("of somebody else").isEqualTo(404);
    assertThat(customersByToken(token)).isEqualTo(100);
    assertThat(delete("anna", id).statusCode()).isEqualTo(204);

    assertThat(bearer(token, summary("")).statusCode()).isEqualTo(401);
    assertThat(delete("anna", id).statusCode()).as("again").isEqualTo(404);
    assertThat(tokens("anna").get(0).get("revoked").asText()).startsWith("2026-11-24T16:00");
  }

  @Test
  void theDatabaseHasNoToken() throws Exception {
    String token = token("anna", "[{\"everywhere\": true}]");

    assertThat(
            database.values("select row_to_json(t)::text from api_token t").stream()
                .filter(row -> row.contains(token.substring(4))))
        .isEmpty();
    assertThat(tokens("anna").toString()).doesNotContain(token);
  }

  @Test
  void usersSeeTheirTokensAndAdministratorsAll() throws Exception {
    token("bruno", "[{\"everywhere\": true}]");

    assertThat(tokens("bruno")).allMatch(token -> token.get("owner").asText().equals("bruno"));
    assertThat(tokens("nobody")).isEmpty();
    assertThat(tokens("olga")).anyMatch(token -> token.get("owner").asText().equals("bruno"));
  }

  @Test
  void tellsWhatIsWrongWithATokenThatIsAskedFor() throws Exception {
    for (String body :
        List.of(
            "",
            "x",
            "null",
            "[]",
            "{}",
            "{\"name\": \"a\", \"grants\": []}",
            "{\"name\": \"a\", \"grants\": [null]}",
            "{\"name\": \"a\", \"grants\": [{}]}",
            "{\"name\": \"a\", \"grants\": [{\"city\": \"\\u0000\"}]}",
            "{\"name\": \"a\\u0000\", \"grants\": [{\"everywhere\": true}]}",
            "{\"name\": \"a\", \"grants\": [{\"everywhere\": true}], \"days\": 0}",
            "{\"name\": \"a\", \"grants\": [{\"everywhere\": true}], \"days\": 366}",
            "{\"name\": \"a\", \"grants\": [{\"everywhere\": true}], \"more\": 1}")) {
      assertThat(make("anna", "application/json", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(make("anna", "text/plain", "{}").statusCode()).isEqualTo(415);
  }

  @Test
  void whoIsRemovedFromTheFileIsOutAndTheirTokensToo() throws Exception {
    String token = token("bruno", "[{\"everywhere\": true}]");
    assertThat(customersByToken(token)).isEqualTo(20);

    Files.writeString(
        file, USERS.formatted(hash("correct horse")).replaceFirst("(?m)^  bruno:.*\\R", ""));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(bearer(token, summary("")).statusCode()).isEqualTo(401));
    assertThat(get("bruno", summary("")).statusCode()).isEqualTo(401);
    assertThat(customers("anna")).isEqualTo(100);
  }

  @Test
  void recordsLoginsFailuresAndExports() throws Exception {
    assertThat(get("eva", "/api/v1/me").statusCode()).isEqualTo(200);
    server.send(
        server.request("/api/v1/me").header("Authorization", ReportServer.basic("eva", "wrong")));
    server.send(
        server
            .request("/api/v1/me")
            .header("Authorization", ReportServer.basic("my-secret-typed-here", "x")));
    get("eva", summary("format=csv"));

    var entries = audit("olga");
    assertThat(entries)
        .anyMatch(entry -> is(entry, "login", "eva"))
        .anyMatch(entry -> is(entry, "login-failed", "eva"))
        .anyMatch(entry -> is(entry, "login-failed", "?"))
        .anyMatch(
            entry ->
                is(entry, "export", "eva")
                    && entry.get("detail").get("query").asText().contains("format=csv"));
    assertThat(entries.toString()).doesNotContain("my-secret-typed-here", "wrong");
    assertThat(get("eva", "/api/v1/audit").statusCode()).isEqualTo(403);
    assertThat(get("olga", "/api/v1/audit?before=yesterday").statusCode()).isEqualTo(400);
    assertThat(get("olga", "/api/v1/audit?after=x").statusCode()).isEqualTo(400);
  }

  @Test
  void limitsHowMuchOneUserCanAskFor() throws Exception {
    try (var strict = server(5)) {
      int refused = 0;
      for (int request = 0; request < 8; request++) {
        var answer =
            strict.send(
                strict
                    .request("/api/v1/me")
                    .header("Authorization", ReportServer.basic("anna", "correct horse")));
        if (answer.statusCode() == 429) {
          refused++;
          assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
      }
      assertThat(refused).isPositive();
      assertThat(
              strict
                  .send(
                      strict
                          .request("/api/v1/me")
                          .header("Authorization", ReportServer.basic("eva", "correct horse")))
                  .statusCode())
          .as("another user")
          .isEqualTo(200);
    }
  }

  private ReportServer server(int requestsPerMinute) {
    return new ReportServer(
        database.jdbcUrl(),
        Duration.ofSeconds(20),
        new AccessConfig(
            ReportServer.USER,
            Optional.of(ReportServer.PASSWORD),
            Optional.empty(),
            Optional.of(file),
            Optional.empty(),
            requestsPerMinute),
        0);
  }

  /** Every path that can be read, as its description has it. */
  private List<String> paths() throws Exception {
    var document = MAPPER.readTree(server.get("/api/v1/openapi.json").body());
    var paths = new ArrayList<String>();
    document
        .get("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getValue().has("get")) {
                String concrete = path.getKey().replaceAll("\\{[^}]+}", "1");
                boolean period = path.getValue().get("get").toString().contains("/From");
                paths.add(concrete + (period ? "?" + PERIOD : ""));
              }
            });
    assertThat(paths).hasSizeGreaterThan(5);
    return paths;
  }

  private static String summary(String query) {
    return "/api/v1/reports/summary?" + PERIOD + (query.isEmpty() ? "" : "&" + query);
  }

  private int customers(String user) throws Exception {
    return MAPPER.readTree(get(user, summary("")).body()).get("customers").asInt();
  }

  private int customersByToken(String token) throws Exception {
    return MAPPER.readTree(bearer(token, summary("")).body()).get("customers").asInt();
  }

  private HttpResponse<String> get(String user, String path) throws Exception {
    return server.send(as(user, path));
  }

  private HttpRequest.Builder as(String user, String path) {
    return server.request(path).header("Authorization", ReportServer.basic(user, "correct horse"));
  }

  private HttpResponse<String> bearer(String token, String path) throws Exception {
    return server.send(server.request(path).header("Authorization", "Bearer " + token));
  }

  private HttpResponse<String> delete(String user, int id) throws Exception {
    return server.send(
        server
            .request("/api/v1/tokens/" + id)
            .header("Authorization", ReportServer.basic(user, "correct horse"))
            .DELETE());
  }

  private HttpResponse<String> make(String user, String type, String body) throws Exception {
    return server.send(
        server
            .request("/api/v1/tokens")
            .header("Authorization", ReportServer.basic(user, "correct horse"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private String token(String user, String grants) throws Exception {
    var answer = make(user, "application/json", "{\"name\": \"till\", \"grants\": " + grants + "}");
    assertThat(answer.statusCode()).isEqualTo(201);
    return MAPPER.readTree(answer.body()).get("token").asText();
  }

  private List<JsonNode> tokens(String user) throws Exception {
    var list = new ArrayList<JsonNode>();
    MAPPER.readTree(get(user, "/api/v1/tokens").body()).get("tokens").forEach(list::add);
    return list;
  }

  private List<JsonNode> audit(String user) throws Exception {
    var list = new ArrayList<JsonNode>();
    MAPPER.readTree(get(user, "/api/v1/audit").body()).get("entries").forEach(list::add);
    return list;
  }

  private static boolean is(JsonNode entry, String event, String actor) {
    return entry.get("event").asText().equals(event)
        && entry.get("actor").asText().equals(actor)
        && entry.get("address").asText().equals("127.0.0.1");
  }

  private static void fill(String name, String region, String city, String zone, int customers)
      throws SQLException {
    var place = database.store(name, name, region, city, zone);
    database.customers(
        place, "2026-11-20", 10, customers, Gender.FEMALE, AgeBand.FROM_25, Mood.NEUTRAL);
  }

  private static String hash(String password) {
    return Password.hash(password)
        .with(Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID))
        .getResult();
  }
}
