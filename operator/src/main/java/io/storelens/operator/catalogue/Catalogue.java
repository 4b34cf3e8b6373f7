package io.storelens.operator.catalogue;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import io.storelens.operator.database.OwnerDatabase;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Tells the database which regions, stores and cameras there are, so that reports have their names
 * and rows their places. Nothing is deleted: what is gone is marked, and its history stays.
 */
public final class Catalogue {
  private final DataSource database;
  private final Optional<Set<String>> own;

  /**
   * Writes to {@code database}, as its owner.
   *
   * @param own the regions that are this writer's, where several write to one database; empty for
   *     all. What lies in other regions is never touched.
   */
  public Catalogue(DatabaseConfig database, Optional<Set<String>> own) {
    this.database = OwnerDatabase.of(database);
    this.own = own.map(Set::copyOf);
  }

  /**
   * Makes the database agree with these resources, in one transaction. Rows that would not change
   * are not written. A store whose region, or a camera whose store, is not among them is left out.
   *
   * @throws SQLException if the database cannot be reached or refuses; nothing is changed then
   */
  public void update(
      Collection<Region> regions, Collection<Store> stores, Collection<Camera> cameras)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (var table :
          List.of(
              CatalogueTable.ofRegions(regions),
              CatalogueTable.ofStores(stores),
              CatalogueTable.ofCameras(cameras))) {
        put(connection, table);
        markRemoved(connection, table);
      }
      connection.commit();
    }
  }

  /**
   * What changed since the catalogue was written.
   *
   * @param regions regions that are new or changed
   * @param stores stores that are new or changed; their regions are in the catalogue or new
   * @param cameras cameras that are new or changed; their stores are in the catalogue or new
   * @param removedRegions names of regions that are gone
   * @param removedStores names of stores that are gone
   * @param removedCameras names of cameras that are gone
   */
  public record Change(
      Collection<Region> regions,
      Collection<Store> stores,
      Collection<Camera> cameras,
      Set<String> removedRegions,
      Set<String> removedStores,
      Set<String> removedCameras) {
    boolean isEmpty() {
      return regions.isEmpty()
          && stores.isEmpty()
          && cameras.isEmpty()
          && removedRegions.isEmpty()
          && removedStores.isEmpty()
          && removedCameras.isEmpty();
    }
  }

  /**
   * Writes {@code change}, in one transaction; what is not in it is not looked at.
   *
   * @throws SQLException if the database cannot be reached or refuses; nothing is changed then
   */
  public void change(Change change) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      put(connection, CatalogueTable.ofRegions(change.regions()));
      put(connection, CatalogueTable.ofStores(change.stores()));
      put(connection, CatalogueTable.ofCameras(change.cameras()));
      markGone(connection, "camera", change.removedCameras());
      markGone(connection, "store", change.removedStores());
      markGone(connection, "region", change.removedRegions());
      connection.commit();
    }
  }

  private static void markGone(Connection connection, String table, Set<String> names)
      throws SQLException {
    if (names.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update "
                + table
                + " set removed_at = now() where removed_at is null and name = any (?)")) {
      statement.setArray(
          1,
          array(connection, new CatalogueTable.Column("text", names.stream().sorted().toList())));
      statement.executeUpdate();
    }
  }

  private static void put(Connection connection, CatalogueTable table) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.put())) {
      int parameter = 1;
      for (var column : table.columns()) {
        statement.setArray(parameter++, array(connection, column));
      }
      statement.executeUpdate();
    }
  }

  private void markRemoved(Connection connection, CatalogueTable table) throws SQLException {
    var regions = new CatalogueTable.Column("text", List.copyOf(own.orElse(Set.of())));
    try (PreparedStatement statement = connection.prepareStatement(table.markRemoved())) {
      statement.setArray(1, array(connection, table.columns().get(0)));
      statement.setBoolean(2, own.isEmpty());
      statement.setArray(3, array(connection, regions));
      statement.executeUpdate();
    }
  }

  private static Array array(Connection connection, CatalogueTable.Column column)
      throws SQLException {
    return connection.createArrayOf(column.type(), column.values().toArray());
  }
}
