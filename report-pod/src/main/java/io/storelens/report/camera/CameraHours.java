package io.storelens.report.camera;

import io.storelens.report.period.Period;
import io.storelens.report.place.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what is counted of cameras. Hours are hours of arrival. */
final class CameraHours {
  private static final String OF_PERIOD =
      """
       from report_camera_hour h join report_place p using (store_id)
      where h.store_id = any(?)
        and h.hour >= date_trunc('hour', ?::date::timestamp at time zone p.time_zone)
        and h.hour < (?::date + 1)::timestamp at time zone p.time_zone
      """;

  private static final String SUMS =
      """
      coalesce(sum(h.photos), 0) as photos, coalesce(sum(h.faces), 0) as faces,
        coalesce(sum(h.customers), 0) as customers,
        coalesce(sum(h.below_size + h.below_eye_distance), 0) as too_small,
        coalesce(sum(h.below_sharpness), 0) as too_blurred,
        coalesce(sum(h.face_size_sum), 0) as face_size,
        coalesce(sum(h.eye_distance_sum), 0) as eye_distance,
        coalesce(sum(h.skew_photos), 0) as skew_photos,
        coalesce(sum(h.skew_seconds_sum), 0) as skew,
        coalesce(max(h.skew_seconds_max), 0) as worst_skew,
        count(*) filter (where h.photos > 0) as covered_hours
      """;

  private final Connection connection;
  private final Scope scope;

  CameraHours(Connection connection, Scope scope) {
    this.connection = connection;
    this.scope = scope;
  }

  /** A camera that exists, and when its last photo arrived; null if none ever did. */
  record Known(int id, String name, String position, int store, Instant lastPhoto) {}

  /** What was counted of a camera. */
  record Sums(
      long photos,
      long faces,
      long customers,
      long tooSmall,
      long tooBlurred,
      double faceSize,
      double eyeDistance,
      long skewPhotos,
      double skew,
      double worstSkew,
      long coveredHours) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Sums of(ResultSet row) throws SQLException {
      return new Sums(
          row.getLong("photos"),
          row.getLong("faces"),
          row.getLong("customers"),
          row.getLong("too_small"),
          row.getLong("too_blurred"),
          row.getDouble("face_size"),
          row.getDouble("eye_distance"),
          row.getLong("skew_photos"),
          row.getDouble("skew"),
          row.getDouble("worst_skew"),
          row.getLong("covered_hours"));
    }
  }

  /** The cameras of the scope, by name. */
  List<Known> cameras() throws SQLException {
    var cameras = new ArrayList<Known>();
    try (var statement =
        connection.prepareStatement(
            """
            select c.camera_id, c.camera, c.position, c.store_id, l.last_photo
            from report_camera c
            left join lateral (
              select h.last_photo from report_camera_hour h
              where h.camera_id = c.camera_id and h.last_photo is not null
              order by h.hour desc limit 1) l on true
            where c.store_id = any(?) and c.removed_at is null
            order by c.camera
            """)) {
      statement.setArray(1, connection.createArrayOf("int4", scope.ids()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var last = rows.getObject("last_photo", OffsetDateTime.class);
          cameras.add(
              new Known(
                  rows.getInt("camera_id"),
                  rows.getString("camera"),
                  rows.getString("position"),
                  rows.getInt("store_id"),
                  last == null ? null : last.toInstant()));
        }
      }
    }
    return cameras;
  }

  /** By the camera's key. */
  Map<Integer, Sums> sums(Period period) throws SQLException {
    var sums = new HashMap<Integer, Sums>();
    read(
        "select h.camera_id, " + SUMS + OF_PERIOD + " group by h.camera_id",
        period,
        row -> sums.put(row.getInt("camera_id"), Sums.of(row)));
    return sums;
  }

  /** Of one camera by local day, or by local hour. */
  SortedMap<LocalDateTime, Sums> sums(int camera, Period period, String unit) throws SQLException {
    var sums = new TreeMap<LocalDateTime, Sums>();
    read(
        "select date_trunc('"
            + unit
            + "', h.hour at time zone p.time_zone) as start, "
            + SUMS
            + OF_PERIOD
            + " and h.camera_id = "
            + camera
            + " group by 1",
        period,
        row -> sums.put(row.getObject("start", LocalDateTime.class), Sums.of(row)));
    return sums;
  }

  /** Photos that were refused, by the camera's key and by reason. */
  Map<Integer, Map<String, Long>> refusals(Period period) throws SQLException {
    var refusals = new HashMap<Integer, Map<String, Long>>();
    read(
        """
        select camera_id, reason, sum(photos) from report_refusal
        where store_id = any(?) and day between ? and ? group by camera_id, reason
        """,
        period,
        row ->
            refusals
                .computeIfAbsent(row.getInt(1), camera -> new TreeMap<>())
                .put(row.getString(2), row.getLong(3)));
    return refusals;
  }

  /** Photos of one camera that were refused, by local day or hour. */
  Map<LocalDateTime, Long> refusals(int camera, Period period, String unit) throws SQLException {
    var refusals = new HashMap<LocalDateTime, Long>();
    read(
        "select date_trunc('"
            + unit
            + "', f.hour at time zone p.time_zone), sum(f.photos)"
            + " from report_refusal f join report_place p using (store_id)"
            + " where f.store_id = any(?) and f.day between ? and ? and f.camera_id = "
            + camera
            + " group by 1",
        period,
        row -> refusals.put(row.getObject(1, LocalDateTime.class), row.getLong(2)));
    return refusals;
  }

  private void read(String sql, Period period, RowReader reader) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("int4", scope.ids()));
      statement.setObject(2, period.from());
      statement.setObject(3, period.to());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  @FunctionalInterface
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }
}
