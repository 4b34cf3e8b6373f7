package io.storelens.report.place;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stores that can be reported on, and their cameras: those that exist, and those that were
 * removed but left customers behind.
 *
 * @param stores by region, city and display name
 * @param cameras by {@link Store#id}, each in the order of their names
 */
public record Catalogue(List<Store> stores, Map<Integer, List<Camera>> cameras) {
  public Catalogue {
    stores = List.copyOf(stores);
    cameras = Map.copyOf(cameras);
  }

  /** Reads the stores, without their cameras. */
  public static Catalogue ofStores(Connection connection) throws SQLException {
    return new Catalogue(readStores(connection), Map.of());
  }

  /** Reads the stores and the cameras they have now. */
  public static Catalogue ofStoresAndCameras(Connection connection) throws SQLException {
    return new Catalogue(readStores(connection), readCameras(connection));
  }

  /**
   * The stores that match {@code filter}.
   *
   * @throws UnknownPlaceException if it names a place in which no store lies
   */
  public Scope choose(PlaceFilter filter) {
    var chosen = stores.stream().filter(filter::matches).toList();
    if (chosen.isEmpty() && !filter.isEverywhere()) {
      throw new UnknownPlaceException(filter);
    }
    return new Scope(filter, chosen);
  }

  private static List<Store> readStores(Connection connection) throws SQLException {
    var stores = new ArrayList<Store>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select store_id, store, display_name, region, region_id, whole_region, country, city,
                       time_zone, smallest_group
                from report_place
                order by region, city, display_name, store
                """)) {
      while (rows.next()) {
        stores.add(
            new Store(
                rows.getInt("store_id"),
                rows.getString("store"),
                rows.getString("display_name"),
                rows.getString("region"),
                rows.getInt("region_id"),
                rows.getBoolean("whole_region"),
                rows.getString("country"),
                rows.getString("city"),
                ZoneId.of(rows.getString("time_zone")),
                rows.getInt("smallest_group")));
      }
    }
    return stores;
  }

  private static Map<Integer, List<Camera>> readCameras(Connection connection) throws SQLException {
    var cameras = new TreeMap<Integer, List<Camera>>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select store_id, camera, position
                from report_camera
                where removed_at is null
                order by camera
                """)) {
      while (rows.next()) {
        cameras
            .computeIfAbsent(rows.getInt("store_id"), id -> new ArrayList<>())
            .add(new Camera(rows.getString("camera"), rows.getString("position")));
      }
    }
    return cameras;
  }
}
