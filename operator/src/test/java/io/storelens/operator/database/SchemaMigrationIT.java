package io.storelens.operator.database;

import static io.storelens.operator.database.TimescaleDatabase.execute;
import static io.storelens.operator.database.TimescaleDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.config.DatabaseConfig;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaMigrationIT {
  @RegisterExtension static final TimescaleDatabase SERVER = new TimescaleDatabase();

  @Test
  void makesTheSchemaOnceAndThenNothing() throws SQLException {
    var database = SERVER.empty("once");

    assertThat(new SchemaMigration(database).run()).isPositive();
    assertThat(new SchemaMigration(database).run()).isZero();

    assertThat(query(database, "select hypertable_name from timescaledb_information.hypertables"))
        .containsExactly("face_observation");
    assertThat(query(database, "select rolname from pg_roles where rolname like 'storelens\\_%'"))
        .containsExactlyInAnyOrder(
            "storelens_writer", "storelens_reader", "storelens_limited_reader", "storelens_report");
  }

  @Test
  void twoAtOnceBothSucceed() throws SQLException {
    var database = SERVER.empty("at_once");

    var runs =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> new SchemaMigration(database).run()))
            .limit(2)
            .toList();

    assertThat(runs.stream().map(CompletableFuture::join).filter(run -> run > 0)).hasSize(1);
  }

  @Test
  void worksWhereTheExtensionIsThereAlready() throws SQLException {
    var database = SERVER.empty("prepared");
    execute(database, "create extension timescaledb");

    assertThat(new SchemaMigration(database).run()).isPositive();
  }

  @Test
  void takesOnTheRoleItIsGiven() throws SQLException {
    var database = SERVER.empty("owned");
    execute(database, "create role \"the owner\" superuser nologin");
    var asOwner =
        new DatabaseConfig(
            database.url(), Optional.empty(), Optional.empty(), Optional.of("the owner"), 1);

    new SchemaMigration(asOwner).run();

    assertThat(query(database, "select tableowner from pg_tables where tablename = 'store'"))
        .containsExactly("the owner");
  }

  @Test
  void hidesTheAddressThatDoesNotAnswer() {
    var nowhere =
        new DatabaseConfig(
            "jdbc:postgresql://127.0.0.1:1/none?user=u&password=hunter2",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1);

    assertThatThrownBy(() -> new SchemaMigration(nowhere).run())
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("see DATABASE_URL")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesAUrlOfAnotherDatabaseWithoutRepeatingIt() {
    var other =
        new DatabaseConfig(
            "jdbc:mysql://u:hunter2@db/x", Optional.empty(), Optional.empty(), Optional.empty(), 1);

    assertThatThrownBy(() -> new SchemaMigration(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:postgresql://host:port/database")
        .hasMessageNotContaining("hunter2");
  }
}
