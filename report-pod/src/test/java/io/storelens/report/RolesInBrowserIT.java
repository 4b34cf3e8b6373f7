package io.storelens.report;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.storelens.contract.config.AccessConfig;
import io.storelens.report.browser.Chromium;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Managers see in the browser what is theirs: on the page, in files, and by an address. */
class RolesInBrowserIT {
  private static final String PASSWORD = "correct horse";
  private static final String USERS =
      """
      roles:
        paris: {grants: [{city: Paris}]}
        tokyo: {grants: [{store: tokyo-001}]}
      users:
        anna: {passwordHash: "%1$s", roles: [paris]}
        taro: {passwordHash: "%1$s", roles: [tokyo]}
      """;

  @TempDir private static Path folder;
  private static ReportDatabase database;
  private static ReportServer server;
  private static Chromium chromium;

  private BrowserContext window;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    database = new ReportDatabase(folder.resolve("database"));
    new MadeUpCustomers(database, Clock.fixed(ReportServer.NOW, ZoneOffset.UTC), 10).fill();
    var hash =
        Password.hash(PASSWORD)
            .with(Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID))
            .getResult();
    var file = folder.resolve("access.yaml");
    Files.writeString(file, USERS.formatted(hash));
    server =
        new ReportServer(
            database.jdbcUrl(),
            Duration.ofSeconds(20),
            new AccessConfig(
                ReportServer.USER,
                Optional.of(ReportServer.PASSWORD),
                Optional.empty(),
                Optional.of(file),
                Optional.empty(),
                600),
            0);
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.close();
    server.close();
    database.close();
  }

  @AfterEach
  void closeWindow() {
    window.close();
  }

  @Test
  void aManagerOfOneCitySeesItsStoresAndNoOther() {
    logIn("anna");

    assertThat(page.locator("#store option"))
        .hasText(new String[] {"All stores", "Paris Bercy", "Paris Opéra"});
    assertThat(page.locator("#region option")).hasText(new String[] {"All regions", "europe"});
    assertThat(page.locator("figure[data-chart=map] tbody tr")).hasCount(2);
    assertThat(page.content()).doesNotContain("Tokyo").doesNotContain("Berlin");
  }

  @Test
  void theAddressOfAnothersStoreLeadsNowhere() {
    logIn("anna");

    page.navigate(server.address() + "/?store=tokyo-001");

    assertThat(page.locator("#failure")).isVisible();
    assertThat(page.locator("[data-figure=customers] dd").first()).hasText("–");
    assertThat(page.locator("#charts")).isHidden();
  }

  @Test
  void filesAndCamerasHoldWhatThePageShows() throws Exception {
    logIn("taro");
    var csv = page.waitForDownload(() -> page.locator("[data-export=csv]").click());
    var rows = Files.readString(csv.path(), StandardCharsets.UTF_8);
    page.navigate(server.address() + "/cameras");
    loaded();

    assertThat(rows).contains("tokyo-001").doesNotContain("paris-001", "nyc-001");
    assertThat(page.locator("#cameras tbody tr")).hasCount(1);
  }

  @Test
  void whoLogsOutSeesNothingMore() {
    logIn("anna");

    page.locator("#logout").click();

    assertThat(page.getByLabel("Password")).isVisible();
    page.navigate(server.address() + "/?city=Paris");
    assertThat(page.getByLabel("Password")).isVisible();
    assertThat(List.of(page.content())).noneMatch(content -> content.contains("Paris Bercy"));
  }

  private void logIn(String user) {
    window = chromium.window(new NewContextOptions().setAcceptDownloads(true));
    page = window.newPage();
    page.clock().setFixedTime(Date.from(ReportServer.NOW));
    page.navigate(server.address() + "/login");
    page.getByLabel("User").fill(user);
    page.getByLabel("Password").fill(PASSWORD);
    page.locator("button[type=submit], main .button").last().click();
    page.waitForURL(server.address() + "/");
    loaded();
  }

  private void loaded() {
    assertThat(page.locator("#report")).hasAttribute("aria-busy", "false");
  }
}
