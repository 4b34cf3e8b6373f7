package io.storelens.standalone.camera.check;

import io.storelens.analyzer.provider.Shortfall;
import io.storelens.contract.config.RegionPolicy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** What the database knows of a camera's last 24 hours. */
final class CameraHours {
  private static final String HOURS =
      """
      select sum(photos), sum(faces), sum(customers), sum(below_size), sum(below_eye_distance),
        sum(below_pose), sum(below_exposure), sum(below_sharpness), sum(below_untold),
        sum(face_size_sum), sum(eye_distance_sum)
      from report_camera_hour join report_camera using (camera_id)
      where camera = ? and hour > now() - interval '24 hours'
      """;

  private static final String UNREADABLE =
      """
      select coalesce(sum(photos), 0)
      from report_refusal join report_camera using (camera_id)
      where camera = ? and hour > now() - interval '24 hours'
        and reason in ('notAPhoto', 'undecodable')
      """;

  private CameraHours() {}

  /**
   * Reads what {@code camera} sent.
   *
   * @throws IllegalArgumentException if it sent nothing
   */
  static Sample read(String url, String camera, RegionPolicy policy) throws SQLException {
    var sample = new Sample(policy);
    try (var connection = DriverManager.getConnection(url)) {
      addHours(connection, camera, sample);
      addUnreadable(connection, camera, sample);
    }
    if (sample.photos() == 0) {
      throw new IllegalArgumentException(
          "camera "
              + camera
              + " sent no photo in the last 24 hours: judge it by a folder of photos");
    }
    return sample;
  }

  private static void addHours(Connection connection, String camera, Sample sample)
      throws SQLException {
    try (var statement = connection.prepareStatement(HOURS)) {
      statement.setString(1, camera);
      try (var rows = statement.executeQuery()) {
        rows.next();
        Map<Shortfall, Integer> below = new EnumMap<>(Shortfall.class);
        int column = 4;
        for (Shortfall shortfall : Shortfall.values()) {
          below.put(shortfall, rows.getInt(column++));
        }
        sample.add(
            rows.getInt(1),
            rows.getInt(2),
            rows.getInt(3),
            below,
            rows.getDouble(10),
            rows.getDouble(11));
      }
    }
  }

  private static void addUnreadable(Connection connection, String camera, Sample sample)
      throws SQLException {
    try (var statement = connection.prepareStatement(UNREADABLE)) {
      statement.setString(1, camera);
      try (var rows = statement.executeQuery()) {
        rows.next();
        sample.addUnreadable(rows.getInt(1));
      }
    }
  }
}
