package io.storelens.operator.observation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Asks the database about all cameras at once, and about all stores at once. */
final class ObservationQuery {
  /**
   * Each camera's rows lie together in the primary key, so that all cost no more than they have.
   */
  private static final String CAMERAS =
      """
      select c.name, l.last_photo, d.*, r.refused, r.reason
      from camera c
      left join lateral (
        select last_photo from camera_hour h
        where h.camera_id = c.camera_id and last_photo is not null
        order by hour desc limit 1) l on true
      cross join lateral (
        select coalesce(sum(photos), 0) as photos, coalesce(sum(faces), 0) as faces,
          coalesce(sum(below_size), 0) as below_size,
          coalesce(sum(below_eye_distance), 0) as below_eye_distance,
          coalesce(sum(below_pose), 0) as below_pose,
          coalesce(sum(below_exposure), 0) as below_exposure,
          coalesce(sum(below_sharpness), 0) as below_sharpness,
          coalesce(sum(skew_photos), 0) as skew_photos,
          coalesce(sum(skew_seconds_sum), 0) as skew_seconds,
          coalesce(sum(photos) filter (where hour > now() - interval '2 hours'), 0) as recent
        from camera_hour h
        where h.camera_id = c.camera_id and hour > now() - interval '24 hours') d
      cross join lateral (
        select coalesce(sum(photos), 0) as refused,
          (array_agg(reason order by photos desc, reason))[1] as reason
        from camera_refusal f
        where f.camera_id = c.camera_id and hour > now() - interval '2 hours') r
      where c.removed_at is null
      """;

  private static final String STORES =
      """
      select s.name, d.photos
      from store s
      join store_day d on d.store_id = s.store_id
        and d.day = (now() at time zone s.time_zone)::date
      where s.removed_at is null
      """;

  private final DataSource database;

  ObservationQuery(DataSource database) {
    this.database = database;
  }

  /** By name of camera. */
  Map<String, CameraObservation> cameras() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(CAMERAS);
        ResultSet row = statement.executeQuery()) {
      var cameras = new HashMap<String, CameraObservation>();
      while (row.next()) {
        cameras.put(row.getString("name"), camera(row));
      }
      return cameras;
    }
  }

  /** Photos of today by name of store; a store without any is left out. */
  Map<String, Long> photosToday() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(STORES);
        ResultSet row = statement.executeQuery()) {
      var stores = new HashMap<String, Long>();
      while (row.next()) {
        stores.put(row.getString("name"), row.getLong("photos"));
      }
      return stores;
    }
  }

  private static CameraObservation camera(ResultSet row) throws SQLException {
    return new CameraObservation(
        lastPhoto(row),
        row.getLong("photos"),
        row.getLong("faces"),
        row.getLong("below_size"),
        row.getLong("below_eye_distance"),
        row.getLong("below_pose"),
        row.getLong("below_exposure"),
        row.getLong("below_sharpness"),
        row.getLong("skew_photos"),
        row.getDouble("skew_seconds"),
        row.getLong("recent"),
        row.getLong("refused"),
        Optional.ofNullable(row.getString("reason")));
  }

  private static Optional<Instant> lastPhoto(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getObject("last_photo", OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
