package io.storelens.analyzer.result;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores and cameras of the database, kept in memory. Read again when a name is unknown, at
 * most once a second, and every minute. Belongs to one thread.
 */
final class Catalogue {
  private static final Logger LOGGER = LoggerFactory.getLogger(Catalogue.class);
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Clock clock;
  private Map<String, Store> stores = Map.of();
  private Map<String, Camera> cameras = Map.of();
  private Instant readAt = Instant.MIN;

  private record Store(int id, ZoneId zone) {}

  private record Camera(int id, String store) {}

  Catalogue(Clock clock) {
    this.clock = clock;
  }

  /** Reads stores and cameras when they were not read for a minute. */
  void refresh(Connection connection) throws SQLException {
    refreshAfter(FRESH, connection);
  }

  /** The numbers of {@code camera} in {@code store}; empty when either is unknown. */
  Optional<Place> place(String camera, String store, Connection connection) throws SQLException {
    if (!cameras.containsKey(camera) || !stores.containsKey(store)) {
      refreshAfter(PAUSE, connection);
    }
    var knownCamera = cameras.get(camera);
    var knownStore = stores.get(store);
    return knownCamera == null || knownStore == null
        ? Optional.empty()
        : Optional.of(new Place(knownCamera.id, knownStore.id, knownStore.zone));
  }

  /** The numbers of {@code camera} in the store it belongs to now; empty when it is unknown. */
  Optional<Place> place(String camera, Connection connection) throws SQLException {
    if (!cameras.containsKey(camera)) {
      refreshAfter(PAUSE, connection);
    }
    var known = cameras.get(camera);
    return known == null ? Optional.empty() : place(camera, known.store, connection);
  }

  private void refreshAfter(Duration age, Connection connection) throws SQLException {
    var now = clock.instant();
    if (readAt.equals(Instant.MIN) || !now.isBefore(readAt.plus(age))) {
      stores = readStores(connection);
      cameras = readCameras(connection);
      readAt = now;
    }
  }

  private static Map<String, Store> readStores(Connection connection) throws SQLException {
    var stores = new HashMap<String, Store>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select name, store_id, time_zone from store")) {
      while (rows.next()) {
        var zone = zone(rows.getString(1), rows.getString(3));
        if (zone.isPresent()) {
          stores.put(rows.getString(1), new Store(rows.getInt(2), zone.get()));
        }
      }
    }
    return stores;
  }

  private static Map<String, Camera> readCameras(Connection connection) throws SQLException {
    var cameras = new HashMap<String, Camera>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select c.name, c.camera_id, s.name from camera c join store s using (store_id)")) {
      while (rows.next()) {
        cameras.put(rows.getString(1), new Camera(rows.getInt(2), rows.getString(3)));
      }
    }
    return cameras;
  }

  /** A store whose zone this Java does not know stays unknown: its photos wait. */
  private static Optional<ZoneId> zone(String store, String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      LOGGER
          .atError()
          .addKeyValue("store", store)
          .addKeyValue("timeZone", name)
          .log("store has an unknown time zone, its photos wait");
      return Optional.empty();
    }
  }
}
