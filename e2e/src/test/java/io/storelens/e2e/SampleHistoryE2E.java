package io.storelens.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Someone tries the pages on a made-up year of the examples' stores. {@code -Dscreenshots=FOLDER}
 * keeps the pictures of the documentation.
 */
class SampleHistoryE2E {
  private static final Path EXAMPLES = Path.of(System.getProperty("storelens.home"), "examples");
  private static final int DAYS = 400;
  private static final long LARGEST_PAGE = 300_000;

  @TempDir private static Path folder;
  private static StorelensProcess storelens;
  private static LocalDate first;
  private static LocalDate last;

  @BeforeAll
  static void start() {
    storelens =
        new StorelensProcess(EXAMPLES, folder).start("--sample-history", Integer.toString(DAYS));
    var days = storelens.report("reports/summary").required("sampleData");
    first = LocalDate.parse(days.required("from").textValue());
    last = LocalDate.parse(days.required("to").textValue());
  }

  @AfterAll
  static void stop() {
    storelens.close();
  }

  @Test
  void everyReportAgreesOnTheYearAndSaysThatItIsMadeUp() {
    String year = "?from=" + last.minusDays(364) + "&to=" + last;
    var summary = storelens.report("reports/summary" + year);
    long customers = summary.required("customers").longValue();

    assertThat(first).isBefore(last.minusDays(DAYS - 3));
    assertThat(customers).isGreaterThan(3_000_000);
    for (String report : List.of("series?interval=day&", "series?interval=month&", "heatmap?")) {
      var answer = storelens.report("reports/" + report + year.substring(1));
      assertThat(sum(answer.path("points")) + sum(answer.path("cells")))
          .as(report)
          .isEqualTo(customers);
      assertThat(answer.has("sampleData")).as(report).isTrue();
    }
    assertThat(sum(storelens.report("reports/ranking" + year).required("entries")))
        .isEqualTo(customers);
    assertThat(summary.required("coverage").required("state").textValue()).isEqualTo("covered");
    assertThat(storelens.report("reports/cameras" + year).required("total").intValue())
        .isEqualTo(8);
  }

  @Test
  void daysThatAreMadeUpAlreadyAreNotMadeUpAgain() {
    String year = "reports/summary?from=" + first + "&to=" + last;
    var before = storelens.report(year);
    storelens.stop();
    storelens.start("--sample-history", "30");

    assertThat(storelens.report(year)).isEqualTo(before);
  }

  @Test
  void thePageSaysThatItsCustomersAreMadeUp() {
    try (var browser = new Browser(1360, 1000)) {
      var transferred = new AtomicLong();
      List<String> errors = new ArrayList<>();
      var page = browser.page();
      page.onPageError(errors::add);
      page.onRequestFinished(request -> transferred.addAndGet(sizeOf(request)));

      view(page, "/?period=30d");

      assertThat(page.locator("#sample")).containsText("Made-up customers");
      assertThat(page.locator("figure[data-chart=series] tbody tr")).hasCount(30);
      assertThat(transferred.get()).isBetween(50_000L, LARGEST_PAGE);
      System.out.printf(
          "page: %d bytes with its login, the view after %s ms%n",
          transferred.get(), page.evaluate("Math.round(window.shownAt)"));
      assertThat(errors).isEmpty();
    }
  }

  @Test
  void fitsAPhone() {
    try (var browser = new Browser(390, 844)) {
      var page = browser.page();

      view(page, "/?period=30d");

      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(390);
      double top = page.locator(".top nav a").first().boundingBox().y;
      assertThat(page.locator(".top nav a").last().boundingBox().y)
          .as("links of the header in one row")
          .isEqualTo(top);
      assertThat(page.locator("#logout").boundingBox().y).as("above them").isLessThan(top);
      picture(page, "overview-phone");
    }
  }

  @Test
  void looksAsTheDocumentationShowsIt() {
    try (var browser = new Browser(1360, 1000)) {
      var page = browser.page();
      String month = last.withDayOfMonth(1).minusMonths(1).toString().substring(0, 7);

      view(page, "/?period=month&month=" + month);
      assertThat(page.locator("[data-figure=customers] .remark"))
          .containsText("against the period before");
      picture(page, "overview");
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      view(page, "/?store=paris-001&period=year&compare=none");
      assertThat(page.locator("figure[data-chart=mood] svg")).isVisible();
      picture(page, "overview-dark");
      page.emulateMedia(
          new Page.EmulateMediaOptions().setMedia(Media.SCREEN).setColorScheme(ColorScheme.LIGHT));
      view(
          page,
          "/cameras?store=paris-001&camera=paris-001-checkout-1&period=custom&from="
              + last.minusDays(29)
              + "&to="
              + last);
      assertThat(page.locator("figure[data-chart=timeline] svg").first()).isVisible();
      assertThat(page.locator("#sample")).containsText("Made-up customers");
      picture(page, "camera");
    }
  }

  private static long sum(JsonNode counted) {
    return StreamSupport.stream(counted.spliterator(), false)
        .mapToLong(each -> each.required("customers").longValue())
        .sum();
  }

  /** Opens a view, by way of the login where it is asked for, and waits until it is shown. */
  private static void view(Page page, String address) {
    page.addInitScript(
        "addEventListener('DOMContentLoaded', () => new MutationObserver((changes) => changes"
            + ".some(({target}) => target.ariaBusy === 'false') && (window.shownAt ??="
            + " performance.now())).observe(document.body,"
            + " {subtree: true, attributeFilter: ['aria-busy']}))");
    page.navigate("http://127.0.0.1:" + storelens.httpPort() + address);
    if (page.url().contains("/login")) {
      page.getByLabel("User").fill("admin");
      page.getByLabel("Password").fill(StorelensProcess.ADMIN_PASSWORD);
      page.locator("button[type=submit]").click();
    }
    assertThat(page.locator("#report")).hasAttribute("aria-busy", "false");
  }

  private static long sizeOf(Request request) {
    var sizes = request.sizes();
    return (long) sizes.responseBodySize + sizes.responseHeadersSize;
  }

  private static void picture(Page page, String name) {
    String kept = System.getProperty("screenshots");
    if (kept != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(kept, name + ".png")));
    }
  }
}
