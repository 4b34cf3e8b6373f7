package io.storelens.standalone.history;

import io.storelens.contract.face.FaceCell;
import io.storelens.contract.face.Gender;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** The rows of made-up days of one store, as an analyzer would have written them. */
final class SampleRows {
  private static final String DAYS =
      """
      insert into store_day (store_id, day, photos, customers, below_requirements, counts)
      select store_id, day, photos, customers, below, counts::int[]
      from unnest(?::int[], ?::date[], ?::int[], ?::int[], ?::int[], ?::text[])
        as t (store_id, day, photos, customers, below, counts)
      """;

  /** They count themselves into their day. */
  private static final String HOURS =
      """
      insert into store_hour (store_id, hour, day, hour_of_day, photos, customers, female, male,
        unknown)
      select * from unnest(?::int[], ?::timestamptz[], ?::date[], ?::smallint[], ?::int[], ?::int[],
        ?::int[], ?::int[], ?::int[])
      """;

  private static final String CAMERA_HOURS =
      """
      insert into camera_hour (camera_id, hour, photos, faces, customers, below_size,
        face_size_sum, eye_distance_sum, sharpness_sum, skew_photos, skew_seconds_sum,
        skew_seconds_max, last_photo)
      select camera_id, hour, photos, photos, photos - below, below, 262 * photos, 124 * photos,
        180 * photos, photos, -1.5 * photos, 3, hour + interval '57 min'
      from unnest(?::text[], ?::timestamptz[], ?::int[], ?::int[]) as t (name, hour, photos, below)
        join camera using (name)
      on conflict do nothing
      """;

  private static final String REFUSALS =
      """
      insert into camera_refusal (camera_id, hour, reason, day, photos)
      select camera_id, hour, 'outsideWorkingHours', day, photos
      from unnest(?::text[], ?::timestamptz[], ?::date[], ?::int[]) as t (name, hour, day, photos)
        join camera using (name)
      on conflict do nothing
      """;

  private final int store;
  private final List<String> cameras;
  private final ZoneId zone;
  private final List<Object[]> days = new ArrayList<>();
  private final List<Object[]> hours = new ArrayList<>();
  private final List<Object[]> cameraHours = new ArrayList<>();
  private final List<Object[]> refusals = new ArrayList<>();
  private long customers;

  /**
   * Of the store with this key.
   *
   * @param cameras names of its cameras
   */
  SampleRows(int store, List<String> cameras, ZoneId zone) {
    this.store = store;
    this.cameras = List.copyOf(cameras);
    this.zone = zone;
  }

  /** Adds a day; one without customers has no rows. */
  void add(LocalDate day, Map<Integer, int[]> byHour) {
    if (byHour.isEmpty()) {
      return;
    }
    var random = new Random(day.toEpochDay() + store);
    int[] counts = new int[FaceCell.COUNT];
    int photos = 0;
    int below = 0;
    for (var hour : byHour.entrySet()) {
      int seen = Arrays.stream(hour.getValue()).sum();
      int more = random.nextInt(2 + seen / 40);
      photos += seen + more;
      below += more;
      for (int cell = 0; cell < counts.length; cell++) {
        counts[cell] += hour.getValue()[cell];
      }
      addHour(day, hour.getKey(), hour.getValue(), seen + more);
      addCameras(day, hour.getKey(), seen + more, more);
    }
    int sum = Arrays.stream(counts).sum();
    customers += sum;
    var text = Arrays.stream(counts).mapToObj(Integer::toString);
    days.add(
        new Object[] {
          store, day.toString(), photos, sum, below, text.collect(Collectors.joining(",", "{", "}"))
        });
    for (String camera : cameras) {
      if (random.nextInt(3) == 0) {
        refusals.add(new Object[] {camera, start(day, 20), day.toString(), 1 + random.nextInt(6)});
      }
    }
  }

  /** Writes all of it, and tells how many customers it holds. */
  long write(Connection connection) throws SQLException {
    write(connection, DAYS, days);
    write(connection, HOURS, hours);
    write(connection, CAMERA_HOURS, cameraHours);
    write(connection, REFUSALS, refusals);
    return customers;
  }

  /** As one array a column: a statement for all rows costs little more than one for a row. */
  private static void write(Connection connection, String sql, List<Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      for (int column = 0; column < rows.get(0).length; column++) {
        int index = column;
        var values = rows.stream().map(row -> row[index]).toArray();
        String type = values[0] instanceof Integer ? "int4" : "text";
        statement.setArray(column + 1, connection.createArrayOf(type, values));
      }
      statement.executeUpdate();
    }
  }

  private void addHour(LocalDate day, int hour, int[] cells, int photos) {
    int[] byGender = new int[Gender.values().length];
    for (int cell = 0; cell < cells.length; cell++) {
      byGender[Arrays.asList(Gender.values()).indexOf(FaceCell.at(cell).gender())] += cells[cell];
    }
    hours.add(
        new Object[] {
          store,
          start(day, hour),
          day.toString(),
          hour,
          photos,
          Arrays.stream(cells).sum(),
          byGender[0],
          byGender[1],
          byGender[2]
        });
  }

  /**
   * Their hours are those of UTC; the rows of both are the same where zones differ by whole hours.
   */
  private void addCameras(LocalDate day, int hour, int photos, int below) {
    for (int index = 0; index < cameras.size(); index++) {
      int own = share(photos, index);
      if (own > 0) {
        var start = day.atTime(hour, 0).atZone(zone).toInstant().truncatedTo(ChronoUnit.HOURS);
        cameraHours.add(
            new Object[] {cameras.get(index), start.toString(), own, share(below, index)});
      }
    }
  }

  private int share(int whole, int index) {
    return whole / cameras.size() + (index < whole % cameras.size() ? 1 : 0);
  }

  private String start(LocalDate day, int hour) {
    return day.atTime(hour, 0).atZone(zone).toInstant().toString();
  }
}
