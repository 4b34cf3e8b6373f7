package io.storelens.report;

import io.storelens.contract.config.AccessConfig;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.contract.config.ListenAddress;
import io.storelens.contract.config.ReportConfig;
import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.FaceCell;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.podkit.Health;
import io.storelens.podkit.Metrics;
import io.storelens.podkit.PodContext;
import io.storelens.report.ReportDatabase.Place;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Serves the page on made-up customers, for work on its looks: {@code http://127.0.0.1:8085/}, user
 * and password {@code admin}. Runs until it is interrupted.
 */
final class PagePreview {
  private static final int DAYS = 120;
  private static final int[] BY_HOUR = {6, 9, 12, 16, 22, 19, 16, 17, 21, 26, 22, 12};
  private static final double[] BY_WEEKDAY = {.8, .82, .86, .95, 1.15, 1.4, .7};
  private static final double[] BY_BAND = {.04, .13, .24, .22, .17, .12, .08};
  private static final double[] BY_MOOD = {.55, .27, .05, .035, .02, .015, .06, 0};

  private final ReportDatabase database;
  private final Random random = new Random(7);

  private PagePreview(ReportDatabase database) {
    this.database = database;
  }

  public static void main(String[] arguments) throws Exception {
    var database = new ReportDatabase(Files.createTempDirectory("page-preview"));
    new PagePreview(database).fill();
    var config =
        new ReportConfig(
            new ListenAddress("127.0.0.1", 8085),
            AccessConfig.ofAdministrator("admin", "admin"),
            Duration.ofSeconds(5),
            new DatabaseConfig(
                database.jdbcUrl(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("storelens_report"),
                4));
    var context = new PodContext(Vertx.vertx(), new Metrics().registry(), new Health());
    new ReportPod(config, context).start().await();
    Thread.currentThread().join();
  }

  private void fill() throws SQLException {
    database.region("americas", 1);
    database.region("asia-pacific", 1);
    database.region("europe", 1);
    List<Place> stores = new ArrayList<>();
    stores.add(store("paris-001", "Paris Opéra", "europe", "Paris", "Europe/Paris"));
    stores.add(store("paris-002", "Paris Bercy", "europe", "Paris", "Europe/Paris"));
    stores.add(store("berlin-001", "Berlin Mitte", "europe", "Berlin", "Europe/Berlin"));
    stores.add(store("madrid-001", "Madrid Sol", "europe", "Madrid", "Europe/Madrid"));
    stores.add(
        store("nyc-001", "New York Fifth Avenue", "americas", "New York", "America/New_York"));
    stores.add(store("nyc-002", "New York Brooklyn", "americas", "New York", "America/New_York"));
    stores.add(store("tokyo-001", "Tokyo Ginza", "asia-pacific", "Tokyo", "Asia/Tokyo"));
    stores.add(
        store("sydney-001", "Sydney Pitt Street", "asia-pacific", "Sydney", "Australia/Sydney"));
    database.store("lyon-001", "Lyon (opens soon)", "europe", "Lyon", "Europe/Paris");
    database.begin();
    double size = 1.6;
    for (Place place : stores) {
      fill(place, size);
      size *= 0.88;
    }
    database.commit();
  }

  private Place store(String name, String displayName, String region, String city, String zone)
      throws SQLException {
    return database.store(name, displayName, region, city, zone);
  }

  private void fill(Place place, double size) throws SQLException {
    var now = LocalDateTime.now(place.zone());
    for (int back = DAYS; back >= 0; back--) {
      var day = now.toLocalDate().minusDays(back);
      double busy =
          size * BY_WEEKDAY[day.getDayOfWeek().getValue() - 1] * (.9 + random.nextDouble() / 5);
      for (int hour = 0; hour < BY_HOUR.length; hour++) {
        if (back > 0 || hour + 8 < now.getHour()) {
          fillHour(place, day, hour + 8, (int) (busy * BY_HOUR[hour] * 1.7));
        }
      }
      database.refused(place, day.toString(), "outsideWorkingHours", random.nextInt(9));
    }
  }

  private void fillHour(Place place, LocalDate day, int hour, int customers) throws SQLException {
    int[] cells = new int[FaceCell.COUNT];
    for (int customer = 0; customer < customers; customer++) {
      double drawn = random.nextDouble();
      var gender = drawn < .54 ? Gender.FEMALE : drawn < .975 ? Gender.MALE : Gender.UNKNOWN;
      var band = draw(AgeBand.values(), BY_BAND);
      var mood = draw(Mood.values(), BY_MOOD);
      cells[new FaceCell(gender, band, mood).index()]++;
    }
    database.hour(place, day, hour, cells, customers + random.nextInt(4), random.nextInt(3));
  }

  private <E> E draw(E[] choices, double[] weights) {
    double left = random.nextDouble();
    for (int index = 0; index < weights.length; index++) {
      left -= weights[index];
      if (left < 0) {
        return choices[index];
      }
    }
    return choices[0];
  }
}
