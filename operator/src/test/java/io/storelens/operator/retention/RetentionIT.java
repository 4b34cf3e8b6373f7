package io.storelens.operator.retention;

import static io.storelens.operator.database.TimescaleDatabase.execute;
import static io.storelens.operator.database.TimescaleDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.config.Env;
import io.storelens.operator.database.OwnerDatabase;
import io.storelens.operator.database.SchemaMigration;
import io.storelens.operator.database.TimescaleDatabase;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetentionIT {
  @RegisterExtension static final TimescaleDatabase SERVER = new TimescaleDatabase();

  @Test
  void deletesWhatIsOlderThanItMayBeAndKeepsRollUps() throws SQLException {
    var database = SERVER.empty("retention");
    new SchemaMigration(database).run();
    execute(
        database,
        "insert into region (name) values ('eu-west')",
        "insert into store (name, region_id, country, city, display_name, time_zone)"
            + " values ('paris', 1, 'FR', 'Paris', 'Paris', 'Europe/Paris')",
        "insert into camera (name, store_id, position) values ('cam', 1, 'Checkout')",
        "insert into face_observation select now() - make_interval(days => d), 1, 1,"
            + " decode(lpad(to_hex(d), 64, '0'), 'hex'), 0, 0, 1, 30, 2, 0, 1, 200, 100, 1, 'local',"
            + " 'm' from generate_series(0, 400, 10) d",
        "insert into photo (photo_id, camera_id, captured_at, committed_at) select"
            + " decode(lpad(to_hex(d), 64, '0'), 'hex'), 1, now(), now() - make_interval(days => d)"
            + " from generate_series(0, 60) d",
        "insert into refusal_report (report_id, counted_at) select gen_random_uuid(),"
            + " now() - make_interval(days => d) from generate_series(0, 60) d",
        "insert into camera_hour (camera_id, hour) select 1, now() - make_interval(days => d)"
            + " from generate_series(0, 400) d",
        "insert into camera_refusal (camera_id, hour, reason, day, photos) select 1,"
            + " now() - make_interval(days => d), 'CLOSED', current_date, 1"
            + " from generate_series(0, 400) d",
        "insert into store_day select 1, current_date - 400, 1, 1, 0, array_fill(0, array[168])");
    var retention = new Retention(OwnerDatabase.of(database), RetentionSettings.DEFAULT);

    var deleted = retention.run();

    assertThat(deleted.chunks()).isGreaterThanOrEqualTo(3);
    assertThat(query(database, "select count(*) from face_observation")).containsExactly("37");
    assertThat(query(database, "select count(*) from photo")).containsExactly("31");
    assertThat(query(database, "select count(*) from refusal_report")).containsExactly("31");
    assertThat(query(database, "select count(*) from camera_hour")).containsExactly("365");
    assertThat(query(database, "select count(*) from camera_refusal")).containsExactly("365");
    assertThat(query(database, "select count(*) from store_day")).containsExactly("1");
    assertThat(retention.run()).isEqualTo(new Retention.Deleted(0, 0));
  }

  @Test
  void compressesNothingWhereTheLicenseDoesNotLetIt() throws SQLException {
    var database = SERVER.empty("compression");
    new SchemaMigration(database).run();

    assertThat(query(database, "show timescaledb.license")).containsExactly("apache");
    assertThat(new Compression(OwnerDatabase.of(database)).run()).isFalse();
  }

  @Test
  void periodsAreDays() {
    assertThat(RetentionSettings.from(new Env(Map.of("RETENTION_RECEIPTS", "P10D"))).receipts())
        .isEqualTo(10);
    var env = new Env(Map.of("RETENTION_OBSERVATIONS", "P1Y"));
    RetentionSettings.from(env);
    assertThatThrownBy(env::verify)
        .hasMessageContaining(
            "RETENTION_OBSERVATIONS='P1Y' is not a period of days, such as P365D");
  }
}
