package io.storelens.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.e2e.bench.MeasuredReportPod;
import io.storelens.embedded.database.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How soon a browser shows the page of 1,000 stores, on the database that {@code e2e/bench reports
 * MILLIONS FOLDER} filled: {@code -Pyear -Dreports=FOLDER}.
 */
@Tag("year")
class PageOnAYearE2E {
  private static final int VISITS = 20;
  private static final double LONGEST_MILLIS = 1000;
  private static final long LARGEST_PAGE = 300_000;

  private static EmbeddedDatabase database;
  private static MeasuredReportPod pod;

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedDatabase.start(Path.of(System.getProperty("reports")), line -> {});
    pod =
        MeasuredReportPod.start(
            new DatabaseConfig(
                database.jdbcUrl(), Optional.empty(), Optional.empty(), Optional.empty(), 1));
  }

  @AfterAll
  static void stop() {
    pod.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2025-12-25&to=2025-12-31",
        "from=2025-12-01&to=2025-12-30",
        "from=2025-01-01&to=2025-12-31",
        "store=store-500&from=2025-01-01&to=2025-12-31"
      })
  void isShownWithinASecond(String view) {
    var times = new ArrayList<Double>();
    long most = 0;
    for (int visit = 0; visit < VISITS; visit++) {
      // A browser of its own: nothing is cached.
      try (var browser = new Browser(1360, 1000)) {
        var transferred = new AtomicLong();
        var page = browser.page();
        page.onRequestFinished(request -> transferred.addAndGet(sizeOf(request)));
        times.add(shownAfter(page, "/?period=custom&" + view));
        most = Math.max(most, transferred.get());
      }
    }
    Collections.sort(times);
    double median = times.get(VISITS / 2);
    System.out.printf(
        "page %s: median %.0f ms, slowest of %d %.0f ms, at most %d bytes with its login%n",
        view, median, VISITS, times.get(VISITS - 1), most);

    assertThat(most).isBetween(50_000L, LARGEST_PAGE);
    assertThat(median).isLessThan(LONGEST_MILLIS);
  }

  /** Milliseconds from the navigation to the page until all of it is shown. */
  private static double shownAfter(Page page, String address) {
    page.addInitScript(
        "addEventListener('DOMContentLoaded', () => new MutationObserver((changes) => changes"
            + ".some(({target}) => target.ariaBusy === 'false') && (window.shownAt ??="
            + " performance.now())).observe(document.body,"
            + " {subtree: true, attributeFilter: ['aria-busy']}))");
    page.navigate(pod.address() + address);
    page.getByLabel("User").fill(MeasuredReportPod.USER);
    page.getByLabel("Password").fill(MeasuredReportPod.PASSWORD);
    page.locator("button[type=submit]").click();
    assertThat(page.locator("#report")).hasAttribute("aria-busy", "false");
    return ((Number) page.evaluate("window.shownAt")).doubleValue();
  }

  private static long sizeOf(Request request) {
    var sizes = request.sizes();
    return (long) sizes.responseBodySize + sizes.responseHeadersSize;
  }
}
