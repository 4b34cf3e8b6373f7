package io.storelens.report.place;

import io.storelens.report.period.Period;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The same stores, with the cameras they have now, which are read. */
  public Catalogue withCameras(Connection connection) throws SQLException {
    return new Catalogue(stores, readCameras(connection));
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
                select store_id, store, display_name, region, region_id, whole_region, country,
                       city, time_zone, smallest_group, latitude, longitude,
                       expected_customers_per_day, opening_hours, closed_dates, since,
                       (removed_at at time zone time_zone)::date as until,
                       sample_from, sample_to
                from report_place
                order by region, city, display_name, store
                """)) {
      while (rows.next()) {
        stores.add(store(rows));
      }
    }
    return stores;
  }

  private static Store store(ResultSet row) throws SQLException {
    var last = row.getObject("sample_to", LocalDate.class);
    Double latitude = row.getObject("latitude", Double.class);
    Double longitude = row.getObject("longitude", Double.class);
    return new Store(
        row.getInt("store_id"),
        row.getString("store"),
        row.getString("display_name"),
        row.getString("region"),
        row.getInt("region_id"),
        row.getBoolean("whole_region"),
        row.getString("country"),
        row.getString("city"),
        row.getInt("smallest_group"),
        OpeningTimes.read(
            row.getString("time_zone"),
            row.getString("opening_hours"),
            row.getArray("closed_dates")),
        Optional.ofNullable(row.getObject("expected_customers_per_day", Integer.class)),
        row.getObject("since", LocalDate.class),
        Optional.ofNullable(row.getObject("until", LocalDate.class)),
        latitude == null || longitude == null
            ? Optional.empty()
            : Optional.of(new Store.Coordinates(latitude, longitude)),
        Optional.ofNullable(row.getObject("sample_from", LocalDate.class))
            .map(first -> new Period(first, last)));
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
