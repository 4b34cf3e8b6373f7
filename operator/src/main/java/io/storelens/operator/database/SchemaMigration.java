package io.storelens.operator.database;

import io.storelens.contract.config.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the schema that the pods need. May run any number of times, anywhere. */
public final class SchemaMigration {
  private final DataSource database;

  /** Migrates {@code database}, as its owner. */
  public SchemaMigration(DatabaseConfig database) {
    this.database = OwnerDatabase.of(database);
  }

  /**
   * Runs the migrations that have not run yet. When several run at once, one works and the others
   * wait for it.
   *
   * @return how many migrations ran
   * @throws UnusableDatabaseException if the database cannot be reached, has no TimescaleDB, or the
   *     user may not do what is needed; it is unchanged then
   */
  public int run() {
    checkRequirements();
    try {
      return Flyway.configure()
          .dataSource(database)
          .locations("classpath:db/migration")
          .load()
          .migrate()
          .migrationsExecuted;
    } catch (FlywayException e) {
      throw new UnusableDatabaseException("the schema cannot be migrated: " + e.getMessage(), e);
    }
  }

  private void checkRequirements() {
    List<String> missing;
    try (Connection connection = database.getConnection()) {
      missing = DatabaseRequirements.missing(connection);
    } catch (SQLException e) {
      throw new UnusableDatabaseException(
          "the database cannot be used: " + e.getMessage() + "; see DATABASE_URL", e);
    }
    if (!missing.isEmpty()) {
      throw new UnusableDatabaseException(
          "the database cannot be used: " + String.join("; ", missing));
    }
  }
}
