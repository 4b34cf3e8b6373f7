package io.storelens.operator.database;

import static io.storelens.operator.database.TimescaleDatabase.execute;
import static io.storelens.operator.database.TimescaleDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Has a server of its own: roles belong to a server, and here none of Storelens' may exist. */
class DatabaseRequirementsIT {
  @RegisterExtension static final TimescaleDatabase SERVER = new TimescaleDatabase();

  @Test
  void allThatTheUserMayNotDoIsToldBeforeAnythingIsChanged() throws SQLException {
    var database = SERVER.empty("restricted");
    execute(database, "create role guest login password 'hunter2'");
    var asGuest = TimescaleDatabase.as(database, "guest", "hunter2");

    assertThatThrownBy(() -> new SchemaMigration(asGuest).run())
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("user guest may not create the extension")
        .hasMessageContaining("user guest may not create roles")
        .hasMessageContaining("user guest may not create tables")
        .hasMessageNotContaining("hunter2");

    assertThat(query(database, "select tablename from pg_tables where schemaname = 'public'"))
        .isEmpty();
  }

  @Test
  void anOwnerWithoutBeingSuperuserIsEnoughWhereTheExtensionIsThere() throws SQLException {
    var database = SERVER.empty("owned");
    execute(
        database,
        "create role owner login createrole password 'hunter2'",
        "create extension timescaledb",
        "grant create on schema public to owner");
    var asOwner = TimescaleDatabase.as(database, "owner", "hunter2");

    assertThat(new SchemaMigration(asOwner).run()).isPositive();
  }
}
