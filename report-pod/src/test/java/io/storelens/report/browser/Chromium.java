package io.storelens.report.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Debian's Chromium without a screen. Root installs it where it is missing. */
public final class Chromium implements AutoCloseable {
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final String REMEDY =
      "chromium is missing. As root: apt-get install --no-install-recommends chromium";

  private final Playwright playwright;
  private final Browser browser;

  /** Starts it. */
  public Chromium() throws IOException, InterruptedException {
    Path program = program();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(QUIET));
  }

  /** A window that shares nothing with others. */
  public BrowserContext window(Browser.NewContextOptions options) {
    return browser.newContext(options);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Path program() throws IOException, InterruptedException {
    var found = find();
    if (found.isEmpty() && System.getProperty("user.name").equals("root")) {
      run("apt-get", "update", "-q");
      run("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium");
      found = find();
    }
    return found.orElseThrow(() -> new IllegalStateException(REMEDY));
  }

  private static Optional<Path> find() {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed. " + REMEDY);
    }
  }
}
