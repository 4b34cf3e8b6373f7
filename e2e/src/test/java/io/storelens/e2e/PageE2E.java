package io.storelens.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.storelens.e2e.StoreFolder.CAMERA;
import static io.storelens.e2e.StoreFolder.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manager opens the page in a browser, and sees the customers whose photos were uploaded. */
class PageE2E {
  private static final int MEN = 5;
  private static final int WOMEN = 2;

  @TempDir private static Path folder;
  private static StorelensProcess storelens;

  @BeforeAll
  static void uploadPortraits() throws Exception {
    var config = StoreFolder.write(folder.resolve("config"), 80, 40);
    storelens = new StorelensProcess(config, folder).start();
    upload(Portrait.MAN, MEN);
    upload(Portrait.WOMAN, WOMEN);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Summary.of(storelens).photos() == MEN + WOMEN);
  }

  @AfterAll
  static void stop() {
    storelens.close();
  }

  @Test
  void showsTheChartsWithTheNumbersOfTheUploads() {
    try (var browser = new Browser(1280, 1600)) {
      List<String> errors = new ArrayList<>();
      var page = browser.page();
      page.onPageError(errors::add);
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              errors.add(message.text());
            }
          });

      logIn(page, StorelensProcess.ADMIN_PASSWORD);

      assertThat(figure(page, "customers")).hasAttribute("data-value", "7");
      assertThat(figure(page, "photos")).hasAttribute("data-value", "7");
      assertThat(figure(page, "refused")).hasAttribute("data-value", "0");
      for (String chart : List.of("series", "gender", "age", "mood", "heatmap", "ranking")) {
        assertThat(chart(page, chart).locator("svg").first()).isVisible();
      }
      assertThat(row(page, "gender", "Male")).containsText("5");
      assertThat(row(page, "gender", "Female")).containsText("2");
      assertThat(errors).as("errors of the page").isEmpty();
    }
  }

  @Test
  void asksForALoginFirstAndRefusesAWrongOne() {
    try (var browser = new Browser(1280, 900)) {
      var page = browser.page();
      logIn(page, "wrong");
      assertThat(page.getByLabel("Password")).isVisible();
      assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)).isVisible();
    }
  }

  private static void logIn(Page page, String password) {
    page.navigate("http://127.0.0.1:" + storelens.httpPort() + "/");
    page.getByLabel("User").fill("admin");
    page.getByLabel("Password").fill(password);
    page.locator("button[type=submit]").click();
  }

  private static Locator figure(Page page, String name) {
    return page.locator("[data-figure=" + name + "]");
  }

  private static Locator chart(Page page, String name) {
    return page.locator("figure[data-chart=" + name + "]");
  }

  /** The row of a chart's data table that begins with {@code header}. */
  private static Locator row(Page page, String chart, String header) {
    return chart(page, chart).locator("tr:has(th:text-is('" + header + "'))");
  }

  private static void upload(Portrait portrait, int times) throws Exception {
    var client = new FTPClient();
    client.connect("127.0.0.1", storelens.ftpPort());
    assertThat(client.login(CAMERA, PASSWORD)).isTrue();
    client.enterLocalPassiveMode();
    client.setFileType(FTP.BINARY_FILE_TYPE);
    for (int number = 0; number < times; number++) {
      var photo = new ByteArrayInputStream(portrait.distinct(number));
      assertThat(client.storeFile(portrait + "-" + number + ".jpg", photo))
          .as(client.getReplyString())
          .isTrue();
    }
    client.quit();
    client.disconnect();
  }
}
