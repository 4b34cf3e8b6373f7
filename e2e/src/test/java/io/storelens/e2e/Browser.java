package io.storelens.e2e;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.storelens.embedded.debian.HostTool;
import java.util.List;
import java.util.Map;

/** Debian's Chromium without a screen, with one page, logged in to nothing. */
final class Browser implements AutoCloseable {
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final Page page;

  /** Opens a window of this size, in light colours. */
  Browser(int width, int height) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(HostTool.CHROMIUM.path())
                    .setArgs(QUIET));
    page =
        browser.newPage(
            new com.microsoft.playwright.Browser.NewPageOptions().setViewportSize(width, height));
  }

  Page page() {
    return page;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
