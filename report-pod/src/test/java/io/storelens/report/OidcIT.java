package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.config.AccessConfig;
import io.storelens.contract.config.OidcConfig;
import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Managers log in at the chain's identity provider, and see what their roles there let them see.
 */
class OidcIT {
  private static final String SUMMARY = "/api/v1/reports/summary?from=2026-11-20&to=2026-11-20";

  @TempDir private static Path folder;
  private static ReportDatabase database;
  private static OidcProvider provider;
  private static ReportServer server;
  private static String home;

  private final CookieManager cookies = new CookieManager();
  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @BeforeAll
  static void start() throws Exception {
    database = new ReportDatabase(folder.resolve("database"));
    database.region("europe", 1);
    customers("paris-1", "Paris", 100);
    customers("rome-1", "Rome", 20);
    var file = folder.resolve("access.yaml");
    Files.writeString(
        file, "roles: {anna-role: {grants: [{city: Rome}]}, paris: {grants: [{city: Paris}]}}");
    int port = OidcProvider.freePort();
    home = "http://127.0.0.1:" + port;
    provider = OidcProvider.start(home + "/login/oidc/callback");
    server =
        new ReportServer(
            database.jdbcUrl(),
            Duration.ofSeconds(20),
            new AccessConfig(
                "admin",
                Optional.empty(),
                Optional.of("a secret that has thirty-two characters"),
                Optional.of(file),
                Optional.of(
                    new OidcConfig(
                        provider.issuer(),
                        OidcProvider.CLIENT,
                        OidcProvider.SECRET,
                        home,
                        List.of("openid", "profile"),
                        "roles")),
                10_000),
            port);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    provider.close();
    database.close();
  }

  @Test
  void offersTheProviderOnTheLoginPage() throws Exception {
    assertThat(get(URI.create(home + "/login?to=/?city=Rome%26x")).body())
        .contains("href=\"/login/oidc?to=%2F%3Fcity%3DRome%26x\"");
  }

  @Test
  void letsInWhomTheProviderVouchesForAndBackToWhatWasWanted() throws Exception {
    var arrived = logIn("anna", "/?city=Rome");

    assertThat(arrived).isEqualTo(URI.create(home + "/?city=Rome"));
    assertThat(get(URI.create(home + SUMMARY)).body()).contains("\"customers\":20,");
    assertThat(get(URI.create(home + "/api/v1/me")).body()).contains("\"name\":\"oidc/anna\"");
    assertThat(database.values("select detail->>'by' from audit_event where actor = 'oidc/anna'"))
        .contains("oidc");
  }

  @Test
  void takesRolesFromAListAndIgnoresUnknownOnes() throws Exception {
    logIn("eva-list", "/");

    assertThat(get(URI.create(home + SUMMARY)).body()).contains("\"customers\":100,");
  }

  @Test
  void whoHasNoRoleOfOursSeesNothing() throws Exception {
    logIn("stranger", "/");

    assertThat(get(URI.create(home + SUMMARY)).body()).contains("\"customers\":0,");
    assertThat(get(URI.create(home + "/api/v1/places")).body()).doesNotContain("paris", "rome");
  }

  @Test
  void doesNotLeadToForeignPlacesAfterwards() throws Exception {
    assertThat(logIn("anna", "https://evil.example/")).isEqualTo(URI.create(home + "/"));
  }

  @Test
  void refusesAnAnswerToALoginThatBeganElsewhere() throws Exception {
    var callback = callback("anna");
    cookies.getCookieStore().removeAll();

    assertRefused(get(callback));
  }

  @Test
  void refusesAnotherState() throws Exception {
    var callback = callback("anna");

    assertRefused(
        get(URI.create(callback.toString().replaceFirst("state=[^&]+", "state=guessed"))));
  }

  @Test
  void refusesACodeThatIsNotTheProviders() throws Exception {
    var callback = callback("anna");

    assertRefused(get(URI.create(callback.toString().replaceFirst("code=[^&]+", "code=guessed"))));
  }

  @Test
  void takesACodeOnce() throws Exception {
    var callback = callback("anna");
    assertThat(get(callback).headers().firstValue("Location")).hasValue("/");

    assertRefused(get(callback));
  }

  @Test
  void refusesWhoEndedTheLoginAtTheProvider() throws Exception {
    get(URI.create(home + "/login/oidc"));

    assertRefused(get(URI.create(home + "/login/oidc/callback?error=access_denied&state=x")));
  }

  @Test
  void logsOut() throws Exception {
    logIn("anna", "/");
    get(URI.create(home + "/"));
    String token =
        cookies.getCookieStore().getCookies().stream()
            .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
            .findFirst()
            .orElseThrow()
            .getValue();
    browser.send(
        HttpRequest.newBuilder(URI.create(home + "/logout"))
            .header("X-XSRF-TOKEN", token)
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.discarding());

    assertThat(get(URI.create(home + SUMMARY)).statusCode()).isEqualTo(401);
  }

  private void assertRefused(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/login?notice=oidc");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.contains("storelens_session"));
    assertThat(get(URI.create(home + "/login?notice=oidc")).body()).contains("did not succeed");
  }

  /** Logs in as a person does; returns where that ends. */
  private URI logIn(String name, String wanted) throws Exception {
    var answer = get(callback(name, wanted));
    return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
  }

  private URI callback(String name) throws Exception {
    return callback(name, "/");
  }

  /** Where the provider sends the browser after the login there. */
  private URI callback(String name, String wanted) throws Exception {
    var at =
        URI.create(
            home
                + "/login/oidc?to="
                + java.net.URLEncoder.encode(wanted, java.nio.charset.StandardCharsets.UTF_8));
    for (int step = 0; step < 10; step++) {
      if (at.getPath().equals("/login/oidc/callback")) {
        return at;
      }
      var answer = get(at);
      if (answer.statusCode() == 200 && at.getPath().startsWith("/interaction/")) {
        answer =
            browser.send(
                HttpRequest.newBuilder(at)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("prompt=login&login=" + name + "&password=x"))
                    .build(),
                BodyHandlers.ofString());
      }
      var location = answer.headers().firstValue("Location");
      assertThat(location).as("%s answers %s", at, answer.body()).isPresent();
      at = at.resolve(location.get());
    }
    throw new AssertionError("the login does not end");
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
        BodyHandlers.ofString());
  }

  private static void customers(String store, String city, int count) throws Exception {
    database.customers(
        database.store(store, store, "europe", city, "Europe/Paris"),
        "2026-11-20",
        10,
        count,
        Gender.FEMALE,
        AgeBand.FROM_25,
        Mood.NEUTRAL);
  }
}
