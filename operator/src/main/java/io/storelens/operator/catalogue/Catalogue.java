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
