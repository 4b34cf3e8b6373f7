package io.storelens.report;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.storelens.report.browser.Chromium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages in a browser, on made-up customers. It is Tuesday, 24 November 2026, 16:00Z. {@code
 * -Dpictures=FOLDER} keeps pictures of the pages.
 */
class PagesIT {
  private static final long LARGEST_PAGE = 300_000;

  @TempDir private static Path folder;
  private static ReportDatabase database;
  private static ReportServer server;
  private static Chromium chromium;

  private final List<String> errors = new ArrayList<>();
  private final AtomicLong transferred = new AtomicLong();
  private BrowserContext window;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    database = new ReportDatabase(folder);
    new MadeUpCustomers(database, Clock.fixed(ReportServer.NOW, ZoneOffset.UTC), 40).fill();
    server = new ReportServer(database.jdbcUrl(), Duration.ofSeconds(20));
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.close();
    server.close();
    database.close();
  }

  @BeforeEach
  void openWindow() {
    open(new NewContextOptions().setViewportSize(1360, 1000));
  }

  @AfterEach
  void closeWindow() {
    window.close();
    assertThat(errors).as("errors of the page").isEmpty();
  }

  @Test
  void showsFiguresAndChartsWithTheirTables() throws Exception {
    view("/?region=europe&city=Paris");
    assertThat(figure("photos")).containsText("expected");
    view("/");

    assertThat(figure("customers")).hasAttribute("data-value", Pattern.compile("[1-9]\\d{3,}"));
    assertThat(figure("customers")).containsText("% an hour against the period before");
    assertThat(figure("coverage")).containsText("open hours");
    for (String chart : List.of("series", "gender", "age", "mood", "heatmap", "ranking", "map")) {
      assertThat(chart(chart).locator("svg")).isVisible();
      assertThat(chart(chart).locator(".summary")).not().isEmpty();
      assertThat(chart(chart).locator("tbody tr").first()).isAttached();
    }
    assertThat(page.getByText("sessions are counted, not unique people").first()).isVisible();
    picture("overview");
  }

  @Test
  void drillsDownFromTheWorldToACamera() throws Exception {
    view("/");
    for (String[] step :
        new String[][] {
          {"europe", "europe"}, {"Paris", "Paris, europe"}, {"Paris Opéra", "Paris Opéra, Paris"}
        }) {
      chart("ranking").locator("details").evaluate("details => { details.open = true; }");
      chart("ranking").locator("tbody a:text-is('" + step[0] + "')").click();
      assertThat(page.locator("#place")).hasText(step[1]);
      loaded();
    }
    assertThat(page.locator("#path li"))
        .hasText(new String[] {"All stores", "europe", "Paris", "Paris Opéra", "Cameras"});

    page.locator("#path a:text-is('Cameras')").click();
    loaded();
    assertThat(page.locator("#cameras tbody tr")).hasCount(1);
    page.locator("#cameras tbody a").first().click();
    loaded();
    assertThat(page.locator("#one-name")).hasText("Checkout 1, Paris Opéra");
    assertThat(page.locator("#one-facts")).containsText("260 px, large enough");
    assertThat(chart("timeline").locator("tbody tr")).hasCount(7);
    picture("camera");
  }

  @Test
  void theAddressIsTheView() {
    view(
        "/?region=europe&period=custom&from=2026-11-01&to=2026-11-20&compare=place&with=city:Tokyo&interval=week");

    assertThat(page.locator("#place")).hasText("europe");
    assertThat(page.locator("#days")).hasText("1 to 20 November 2026, local time");
    assertThat(exactly("Compare with")).hasValue("place");
    assertThat(page.getByLabel("Place to compare with")).hasValue("city:Tokyo");
    assertThat(chart("series").locator("tbody tr")).hasCount(4);
    assertThat(figure("customers"))
        .containsText("% an hour against the other place. Photos came in");

    exactly("Compare with").selectOption("lastYear");
    loaded();
    assertThat(page).hasURL(Pattern.compile(".*compare=lastYear.*"));
    page.goBack();
    loaded();
    assertThat(exactly("Compare with")).hasValue("place");
  }

  @Test
  void tellsClosedAndSilentFromSeen() {
    view("/?store=madrid-001&period=7d");
    assertThat(chart("series").locator("rect.absent.silent")).hasCount(2);
    assertThat(chart("series").locator(".summary")).containsText("No photo came in 2 open days");
    assertThat(chart("series").locator("tbody")).containsText("open, but no photo came");
    assertThat(figure("customers")).containsText("Photos came in");
    assertThat(figure("customers")).hasClass(Pattern.compile("doubtful"));

    view("/?store=berlin-001&period=7d");
    assertThat(chart("series").locator("rect.absent.closed")).hasCount(1);
    assertThat(chart("series").locator("rect.absent.silent")).hasCount(0);

    view("/?store=lyon-001&period=7d");
    assertThat(page.locator("#empty h2")).containsText("No data for Lyon");
    assertThat(page.locator("#empty")).containsText("no photo came");
  }

  @Test
  void listsCamerasThatNeedALookFirst() throws Exception {
    view("/cameras");

    assertThat(figure("never")).hasAttribute("data-value", "1");
    assertThat(page.locator("#cameras tbody tr").first()).containsText("Never seen");
    assertThat(page.locator("#cameras")).containsText("some too small");
    picture("cameras");
  }

  @Test
  void explainsTheNumbersInTheWordsOfTheApi() throws Exception {
    view("/glossary");

    assertThat(page.locator("#customers")).containsText("who comes twice counts twice");
    assertThat(page.locator("#metrics > div")).hasCount(21);
    picture("glossary");
  }

  @ParameterizedTest
  @CsvSource({
    "/, LIGHT, 1360",
    "/, DARK, 1360",
    "/, LIGHT, 390",
    "/cameras?camera=paris-001, LIGHT, 1360",
    "/cameras?camera=paris-001, DARK, 390",
    "/glossary, LIGHT, 1360",
    "/glossary, DARK, 390"
  })
  void hasNoFaultThatAxeFinds(String address, ColorScheme colours, int width) throws IOException {
    window.close();
    open(new NewContextOptions().setViewportSize(width, 900).setColorScheme(colours));
    view(address);

    assertThat(axe()).isEmpty();
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
        .as("no wider than the window")
        .isLessThanOrEqualTo(width);
    picture(
        (address.equals("/") ? "overview" : address.replaceAll("^/|\\?.*", ""))
            + (colours == ColorScheme.DARK ? "-dark" : "")
            + (width < 600 ? "-phone" : ""));
  }

  @Test
  void theLoginPageHasNoFaultThatAxeFinds() throws IOException {
    window.close();
    window = chromium.window(new NewContextOptions());
    page = window.newPage();
    page.navigate(server.address() + "/cameras");

    assertThat(page).hasURL(Pattern.compile(".*/login\\?to=.*"));
    assertThat(axe()).isEmpty();
  }

  @Test
  void savesADrawingAsPngAndSvg() throws IOException {
    view("/");

    Download svg =
        page.waitForDownload(() -> page.getByLabel("Save Customers over time as SVG").click());
    assertThat(svg.suggestedFilename()).isEqualTo("storelens-series.svg");
    assertThat(Files.readString(svg.path())).startsWith("<svg").contains("rgb(");
    Download png = page.waitForDownload(() -> page.getByLabel("Save Mood as PNG").click());
    assertThat(png.suggestedFilename()).isEqualTo("storelens-mood.png");
    assertThat(Files.readAllBytes(png.path()))
        .startsWith(0x89, 'P', 'N', 'G')
        .hasSizeGreaterThan(3000);
  }

  @Test
  void savesTheViewAsFiles() throws IOException {
    view("/?region=europe&period=7d");

    Download csv = page.waitForDownload(() -> page.locator("[data-export=csv]").click());
    var lines = Files.readString(csv.path(), StandardCharsets.UTF_8).lines().toList();
    // Five stores of Europe, seven days.
    assertThat(lines.stream().filter(line -> line.startsWith("europe,"))).hasSize(35);
    assertThat(lines).anyMatch(line -> line.matches("\"?# rows\"?,35,.*"));
    assertThat(lines)
        .anyMatch(line -> line.matches("europe,FR,Lyon,lyon-001,[^,]*,[^,]*,2026-11-23,0,.*silent"))
        .anyMatch(line -> line.matches(".*berlin-001,[^,]*,[^,]*,2026-11-22,0,.*closed"))
        .anyMatch(line -> line.matches(".*madrid-001,[^,]*,[^,]*,2026-11-22,0,.*silent"));
    assertThat(csv.suggestedFilename()).isEqualTo("storelens-days.csv");
    Download pdf = page.waitForDownload(() -> page.locator("[data-export=pdf]").click());
    assertThat(Files.readAllBytes(pdf.path())).startsWith('%', 'P', 'D', 'F');
    Download excel = page.waitForDownload(() -> page.locator("[data-export=xlsx]").click());
    assertThat(Files.readAllBytes(excel.path())).startsWith('P', 'K');
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland"})
  void aViewersZoneChangesNoDay(String zone) {
    view("/?store=paris-001&period=custom&from=2026-10-20&to=2026-11-02");
    var rows = chart("series").locator("tbody tr").allTextContents();
    window.close();
    open(new NewContextOptions().setTimezoneId(zone).setViewportSize(1360, 1000));
    view("/?store=paris-001&period=custom&from=2026-10-20&to=2026-11-02");

    assertThat(chart("series").locator("tbody tr").allTextContents()).hasSize(14).isEqualTo(rows);
  }

  @Test
  void canBeUsedByKeyboardAlone() {
    view("/");

    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#report")).isFocused();
    page.getByLabel("Today").focus();
    page.keyboard().press("ArrowRight");
    loaded();
    assertThat(page.getByLabel("7 days")).isChecked();
    chart("series").locator("details summary").focus();
    page.keyboard().press("Enter");
    assertThat(chart("series").locator("table")).isVisible();
  }

  @Test
  void printsTheReportWithoutItsControls() {
    view("/");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

    assertThat(page.locator("#chooser")).isHidden();
    assertThat(page.locator("#logout")).isHidden();
    assertThat(chart("series").locator("svg")).isVisible();
  }

  @Test
  void countsTodaysCustomersAsTheyCome() throws Exception {
    view("/?store=sydney-001&period=7d");
    var count = page.locator("#live-count");
    assertThat(count).hasAttribute("data-value", "0");

    database.execute(
        """
        insert into store_day
        select store_id, '2026-11-25', 3, 3, 0, array_fill(0, array[168]), 1
        from store where name = 'sydney-001'
        """);

    assertThat(count).hasText("3");
    database.execute("delete from store_day where day = '2026-11-25' and photos = 3");
  }

  @Test
  void isSmallAndQuick() {
    // What was sent for the login page and for the first view, nothing being cached.
    assertThat(transferred.get()).isBetween(50_000L, LARGEST_PAGE);
    long start = System.nanoTime();
    view("/?period=30d");
    long milliseconds = Duration.ofNanos(System.nanoTime() - start).toMillis();

    System.out.println(
        "page: " + transferred + " bytes, the next view after " + milliseconds + " ms");
    // A second on a machine of its own; tests share theirs.
    assertThat(milliseconds).isLessThan(10_000);
  }

  private static long sizeOf(Request request) {
    var sizes = request.sizes();
    return (long) sizes.responseBodySize + sizes.responseHeadersSize;
  }

  private void open(NewContextOptions options) {
    window = chromium.window(options.setAcceptDownloads(true));
    page = window.newPage();
    page.clock().setFixedTime(Date.from(ReportServer.NOW));
    page.onRequestFinished(request -> transferred.addAndGet(sizeOf(request)));
    page.onPageError(errors::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    page.navigate(server.address() + "/login");
    page.getByLabel("User").fill(ReportServer.USER);
    page.getByLabel("Password").fill(ReportServer.PASSWORD);
    page.locator("button[type=submit], main .button").last().click();
    page.waitForURL(server.address() + "/");
    loaded();
  }

  private Locator exactly(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private void view(String address) {
    page.navigate(server.address() + address);
    loaded();
  }

  private void loaded() {
    assertThat(page.locator("#report")).hasAttribute("aria-busy", "false");
  }

  private Locator figure(String name) {
    return page.locator("[data-figure=" + name + "]");
  }

  private Locator chart(String name) {
    return page.locator("figure[data-chart=" + name + "]");
  }

  /** What axe-core finds wrong: rule, and the first element that breaks it. */
  private List<?> axe() throws IOException {
    try (var source = PagesIT.class.getClassLoader().getResourceAsStream("axe.min.js")) {
      page.evaluate(new String(source.readAllBytes(), StandardCharsets.UTF_8));
    }
    return (List<?>)
        page.evaluate(
            "async () => (await axe.run()).violations.map((found) =>"
                + " found.id + ': ' + found.nodes[0].html + ' ' + found.nodes[0].failureSummary)");
  }

  private void picture(String name) throws IOException {
    String kept = System.getProperty("pictures");
    if (kept != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(kept, name + ".png")));
    }
  }
}
