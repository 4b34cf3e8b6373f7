package io.storelens.operator.database;

import io.storelens.contract.config.DatabaseConfig;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The database as its owner sees it: schema, catalogue, retention. */
public final class OwnerDatabase {
  private OwnerDatabase() {}

  /**
   * Connections as {@code config} says, one for each call, not pooled: the operator needs one now
   * and then.
   *
   * @throws IllegalArgumentException if the URL is not a {@code jdbc:postgresql:} URL; the message
   *     does not hold it
   */
  public static DataSource of(DatabaseConfig config) {
    var source = new PGSimpleDataSource();
    try {
      source.setUrl(config.url());
    } catch (IllegalArgumentException e) {
      // The driver's message holds the URL, and a URL may hold a password.
      throw new IllegalArgumentException(
          "DATABASE_URL is not of the form jdbc:postgresql://host:port/database");
    }
    config.user().ifPresent(source::setUser);
    config.password().ifPresent(source::setPassword);
    config.role().ifPresent(role -> source.setOptions("-c role=" + escaped(role)));
    source.setApplicationName("storelens-operator");
    return source;
  }

  /** In the server's start options blanks end an option. */
  private static String escaped(String role) {
    return role.replace("\\", "\\\\").replace(" ", "\\ ");
  }
}
