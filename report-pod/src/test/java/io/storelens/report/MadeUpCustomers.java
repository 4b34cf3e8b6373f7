package io.storelens.report;

import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.FaceCell;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.report.ReportDatabase.Place;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A chain of eight stores with made-up customers, the same in every run. One store's camera falls
 * silent for two days, one store is closed on Sundays, and one has not opened yet.
 */
final class MadeUpCustomers {
  private static final int[] BY_HOUR = {6, 9, 12, 16, 22, 19, 16, 17, 21, 26, 22, 12};
  private static final double[] BY_WEEKDAY = {.8, .82, .86, .95, 1.15, 1.4, .7};
  private static final double[] BY_BAND = {.04, .13, .24, .22, .17, .12, .08};
  private static final double[] BY_MOOD = {.55, .27, .05, .035, .02, .015, .06, 0};
  private static final String SILENT = "madrid-001";
  private static final String CLOSED_ON_SUNDAY = "berlin-001";

  private final ReportDatabase database;
  private final Clock clock;
  private final int days;
  private final Random random = new Random(7);

  /** Customers of the last {@code days} days before what {@code clock} says. */
  MadeUpCustomers(ReportDatabase database, Clock clock, int days) {
    this.database = database;
    this.clock = clock;
    this.days = days;
  }

  void fill() throws SQLException {
    database.region("americas", 1);
    database.region("asia-pacific", 1);
    database.region("europe", 1);
    List<Place> stores = new ArrayList<>();
    List<String> names = new ArrayList<>();
    add(stores, names, "paris-001", "Paris Opéra", "europe", "Paris", "Europe/Paris", 48.87, 2.33);
    add(stores, names, "paris-002", "Paris Bercy", "europe", "Paris", "Europe/Paris", 48.83, 2.39);
    add(
        stores,
        names,
        "berlin-001",
        "Berlin Mitte",
        "europe",
        "Berlin",
        "Europe/Berlin",
        52.52,
        13.4);
    add(
        stores,
        names,
        "madrid-001",
        "Madrid Sol",
        "europe",
        "Madrid",
        "Europe/Madrid",
        40.42,
        -3.7);
    add(
        stores,
        names,
        "nyc-001",
        "New York Fifth Avenue",
        "americas",
        "New York",
        "America/New_York",
        40.76,
        -73.98);
    add(
        stores,
        names,
        "nyc-002",
        "New York Brooklyn",
        "americas",
        "New York",
        "America/New_York",
        40.68,
        -73.94);
    add(
        stores,
        names,
        "tokyo-001",
        "Tokyo Ginza",
        "asia-pacific",
        "Tokyo",
        "Asia/Tokyo",
        35.67,
        139.76);
    add(
        stores,
        names,
        "sydney-001",
        "Sydney Pitt Street",
        "asia-pacific",
        "Sydney",
        "Australia/Sydney",
        -33.87,
        151.21);
    database.store("lyon-001", "Lyon (opens soon)", "europe", "Lyon", "Europe/Paris");
    database.execute(
        """
        update store set opening_hours =
          '[{"days": [1, 2, 3, 4, 5, 6], "opens": "08:00", "closes": "20:00"}]'
        where name = 'berlin-001'
        """);
    database.begin();
    double size = 1.6;
    for (int index = 0; index < stores.size(); index++) {
      fill(stores.get(index), names.get(index), size);
      size *= 0.88;
    }
    database.commit();
  }

  private void add(
      List<Place> stores,
      List<String> names,
      String name,
      String displayName,
      String region,
      String city,
      String zone,
      double latitude,
      double longitude)
      throws SQLException {
    stores.add(database.store(name, displayName, region, city, zone));
    names.add(name);
    database.execute(
        """
        update store set latitude = ?, longitude = ?, expected_customers_per_day = 350
        where name = ?
        """,
        latitude,
        longitude,
        name);
  }

  private void fill(Place place, String name, double size) throws SQLException {
    var now = LocalDateTime.ofInstant(clock.instant(), place.zone());
    for (int back = days; back >= 0; back--) {
      var day = now.toLocalDate().minusDays(back);
      boolean silent = name.equals(SILENT) && (back == 2 || back == 3);
      boolean closed = name.equals(CLOSED_ON_SUNDAY) && day.getDayOfWeek().getValue() == 7;
      if (silent || closed) {
        continue;
      }
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
    int photos = customers + random.nextInt(4);
    database.hour(place, day, hour, cells, photos, random.nextInt(3));
    camera(place, day, hour, photos, customers);
  }

  private void camera(Place place, LocalDate day, int hour, int photos, int customers)
      throws SQLException {
    var start = Timestamp.from(day.atTime(hour, 0).atZone(place.zone()).toInstant());
    var last = Timestamp.from(day.atTime(hour, 55).atZone(place.zone()).toInstant());
    int tooSmall = place.zone().equals(ZoneId.of("Asia/Tokyo")) ? customers : customers / 12;
    int faces = customers + tooSmall;
    database.execute(
        """
        insert into camera_hour (camera_id, hour, photos, faces, customers, below_size,
          face_size_sum, eye_distance_sum, skew_photos, skew_seconds_sum, skew_seconds_max,
          last_photo)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 4, ?)
        """,
        place.camera(),
        start,
        photos,
        faces,
        customers,
        tooSmall,
        260.0 * faces,
        120.0 * faces,
        photos,
        -2.0 * photos,
        last);
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
