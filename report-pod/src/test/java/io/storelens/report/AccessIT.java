package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and what the page is made of. */
class AccessIT {
  private static final String SUMMARY = "/api/v1/reports/summary";
  private static final Pattern TOKEN = Pattern.compile("name=\"X-XSRF-TOKEN\" value=\"([^\"]+)\"");
  private static final Pattern ASSET =
      Pattern.compile("(?:href|src|from)=?\\s?\"(\\.?/[^\"]+\\.\\w+)\"");
  private static final int MOST_BYTES_OF_PAGE = 300_000;

  @TempDir private static Path folder;
  private static ReportDatabase database;
  private ReportServer server;
  private final Map<String, String> cookies = new HashMap<>();

  @BeforeAll
  static void startDatabase() throws Exception {
    database = new ReportDatabase(folder);
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    database.close();
  }

  @BeforeEach
  void start() {
    server = new ReportServer(database.jdbcUrl(), Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksProgramsForALogin() throws Exception {
    var answer = server.send(server.request(SUMMARY));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic "));
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void sparesThePageTheBrowsersOwnDialogue() throws Exception {
    var answer = server.send(server.request(SUMMARY).header("X-Requested-With", "fetch"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).doesNotContain("Basic"));
  }

  @Test
  void letsProgramsInByBasicLogin() throws Exception {
    assertThat(server.get(SUMMARY).statusCode()).isEqualTo(200);
    assertThat(basic("admin", "wrong").statusCode()).isEqualTo(401);
    assertThat(basic("root", ReportServer.PASSWORD).statusCode()).isEqualTo(401);
    assertThat(header("Basic ???").statusCode()).isEqualTo(401);
    assertThat(header("Bearer x").statusCode()).isEqualTo(401);
  }

  @Test
  void staysWithHttp1WhereAClientOffersAnUpgrade() throws Exception {
    var answer = server.get("/api/v1/openapi.json");

    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void makesWhoGuessesWait() throws Exception {
    for (int guess = 0; guess < 3; guess++) {
      assertThat(basic("admin", "guess " + guess).statusCode()).isEqualTo(401);
    }

    var answer = basic("admin", ReportServer.PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body()).contains("1 seconds").doesNotContain(ReportServer.PASSWORD);
  }

  @Test
  void sendsBrowsersToTheLoginAndBackToWhatTheyWanted() throws Exception {
    var wanted = server.send(server.request("/?region=europe&period=30d"));
    assertThat(wanted.statusCode()).isEqualTo(302);
    String login = wanted.headers().firstValue("Location").orElseThrow();
    assertThat(login).startsWith("/login?to=");

    var form = browse(login);
    assertThat(form.statusCode()).isEqualTo(200);
    var entered = logIn(form.body(), ReportServer.PASSWORD, "/?region=europe&period=30d");
    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(entered.headers().firstValue("Location")).hasValue("/?region=europe&period=30d");
    assertThat(entered.headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith("storelens_session="))
        .singleElement()
        .satisfies(
            cookie ->
                assertThat(cookie)
                    .contains("HTTPOnly", "SameSite=Lax", "Path=/")
                    .doesNotContain("Secure"));

    assertThat(browse("/").statusCode()).isEqualTo(200);
    assertThat(browse(SUMMARY).statusCode()).isEqualTo(200);
  }

  @Test
  void marksCookiesSecureBehindAProxyWithTls() throws Exception {
    var form = browse("/login");
    var entered =
        server.send(
            form(
                    "/login",
                    Map.of(
                        "user",
                        "admin",
                        "password",
                        ReportServer.PASSWORD,
                        "X-XSRF-TOKEN",
                        token(form.body())))
                .header("X-Forwarded-Proto", "https"));

    assertThat(entered.headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("Secure"))
        .anyMatch(cookie -> cookie.startsWith("__Host-storelens_session="));
  }

  @Test
  void givesANewSessionAtEachLogin() throws Exception {
    logIn(browse("/login").body(), ReportServer.PASSWORD, "/");
    String first = cookies.get("storelens_session");
    logIn(browse("/login").body(), ReportServer.PASSWORD, "/");

    assertThat(cookies.get("storelens_session")).isNotEqualTo(first);
    cookies.put("storelens_session", first);
    assertThat(browse(SUMMARY).statusCode()).isEqualTo(401);
  }

  @Test
  void asksAgainAfterAWrongPassword() throws Exception {
    var answer = logIn(browse("/login").body(), "wrong", "/?city=Paris");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .contains("User or password is wrong.")
        .contains("value=\"/?city=Paris\"");
    assertThat(cookies).doesNotContainKey("storelens_session");
  }

  @Test
  void takesNoFormWithoutItsToken() throws Exception {
    browse("/login");
    var answer =
        server.send(form("/login", Map.of("user", "admin", "password", ReportServer.PASSWORD)));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/login?notice=expired");
    assertThat(browse("/login?notice=expired").body()).contains("open for too long");
  }

  @Test
  void logsOutOnlyWithTheTokenAndForGood() throws Exception {
    logIn(browse("/login").body(), ReportServer.PASSWORD, "/");
    browse("/");
    String session = cookies.get("storelens_session");

    var forged = server.send(form("/logout", Map.of()));
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(browse(SUMMARY).statusCode()).isEqualTo(200);

    var left =
        receive(
            server.send(
                form("/logout", Map.of()).header("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"))));
    assertThat(left.statusCode()).isEqualTo(303);
    assertThat(cookies.get("storelens_session")).isEmpty();
    cookies.put("storelens_session", session);
    assertThat(browse(SUMMARY).statusCode()).isEqualTo(401);
  }

  @Test
  void refusesAFormThatIsTooLarge() throws Exception {
    var answer = server.send(form("/login", Map.of("user", "x".repeat(20_000))));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void keepsAllButTheLoginPageFromStrangers() throws Exception {
    assertThat(server.send(server.request("/assets/base.css")).statusCode()).isEqualTo(200);
    assertThat(server.send(server.request("/assets/logo.svg")).statusCode()).isEqualTo(200);
    for (String path : List.of("/", "/assets/page.js", "/assets/d3.js", "/nothing")) {
      assertThat(server.send(server.request(path)).statusCode()).as(path).isEqualTo(302);
    }
    assertThat(server.send(server.request("/api/v1/openapi.json")).statusCode()).isEqualTo(401);
  }

  @Test
  void tellsBrowsersWhatTheyMayLoad() throws Exception {
    var headers = browse("/login").headers();

    assertThat(headers.firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe"));
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
    var secure = server.send(server.request("/login").header("X-Forwarded-Proto", "https"));
    assertThat(secure.headers().firstValue("Strict-Transport-Security")).isPresent();
  }

  @Test
  void servesEveryFileOfThePageInFewBytes() throws Exception {
    logIn(browse("/login").body(), ReportServer.PASSWORD, "/");
    Map<String, byte[]> files = new HashMap<>();
    load("/", files);

    assertThat(files).containsKeys("/assets/d3.js", "/assets/page.js", "/assets/series.js");
    assertThat(files.values().stream().mapToInt(file -> file.length).sum())
        .isLessThan(MOST_BYTES_OF_PAGE);
  }

  @Test
  void sendsAFileOnlyOnce() throws Exception {
    var first = server.send(server.request("/assets/base.css"));
    String tag = first.headers().firstValue("ETag").orElseThrow();
    var second = server.send(server.request("/assets/base.css").header("If-None-Match", tag));

    assertThat(first.body()).contains(":root");
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  /** Loads a file compressed, and every file that it names. */
  private void load(String path, Map<String, byte[]> files) throws Exception {
    if (files.containsKey(path)) {
      return;
    }
    var answer =
        server.sendForBytes(
            server
                .request(path)
                .header("Accept-Encoding", "gzip")
                .header("Cookie", "storelens_session=" + cookies.get("storelens_session")));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Encoding")).as(path).hasValue("gzip");
    files.put(path, answer.body());
    if (path.endsWith("/d3.js")) {
      return;
    }
    var names = ASSET.matcher(browse(path).body());
    while (names.find()) {
      load(names.group(1).replaceFirst("^\\./", "/assets/"), files);
    }
  }

  private HttpResponse<String> basic(String user, String password) throws Exception {
    return header(ReportServer.basic(user, password));
  }

  private HttpResponse<String> header(String authorization) throws Exception {
    return server.send(server.request(SUMMARY).header("Authorization", authorization));
  }

  private HttpResponse<String> logIn(String formPage, String password, String to) throws Exception {
    return receive(
        server.send(
            form(
                "/login",
                Map.of(
                    "user",
                    "admin",
                    "password",
                    password,
                    "to",
                    to,
                    "X-XSRF-TOKEN",
                    token(formPage)))));
  }

  private HttpResponse<String> browse(String path) throws Exception {
    return receive(server.send(server.request(path).header("Cookie", cookieHeader())));
  }

  private HttpRequest.Builder form(String path, Map<String, String> fields) {
    var body = new StringBuilder();
    fields.forEach(
        (name, value) ->
            body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return server
        .request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Cookie", cookieHeader())
        .POST(BodyPublishers.ofString(body.toString()));
  }

  private HttpResponse<String> receive(HttpResponse<String> answer) {
    for (String cookie : answer.headers().allValues("Set-Cookie")) {
      String[] pair = cookie.split(";", -1)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    return answer;
  }

  private String cookieHeader() {
    var header = new StringBuilder("theme=dark");
    cookies.forEach((name, value) -> header.append("; ").append(name).append('=').append(value));
    return header.toString();
  }

  private static String token(String page) {
    var found = TOKEN.matcher(page);
    assertThat(found.find()).as("token in the form").isTrue();
    return found.group(1);
  }
}
