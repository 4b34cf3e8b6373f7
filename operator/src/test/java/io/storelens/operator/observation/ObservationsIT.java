package io.storelens.operator.observation;

import static io.storelens.operator.Resources.camera;
import static io.storelens.operator.Resources.region;
import static io.storelens.operator.Resources.store;
import static io.storelens.operator.database.TimescaleDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.operator.catalogue.Catalogue;
import io.storelens.operator.database.OwnerDatabase;
import io.storelens.operator.database.SchemaMigration;
import io.storelens.operator.database.TimescaleDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ObservationsIT {
  @RegisterExtension static final TimescaleDatabase SERVER = new TimescaleDatabase();

  @Test
  void tellsOfEachCameraAndStoreWhatTheDatabaseHas() throws SQLException {
    var database = schema("of_each_camera");
    new Catalogue(database, Optional.empty())
        .update(
            List.of(region("eu-west", 1)),
            List.of(store("paris-001", "eu-west")),
            List.of(camera("busy", "paris-001"), camera("quiet", "paris-001")));
    execute(
        database,
        "insert into camera_hour (camera_id, hour, photos, faces, below_size,"
            + " below_pose, below_exposure, below_sharpness, skew_photos,"
            + " skew_seconds_sum, last_photo) select camera_id, date_trunc('hour', now()), 7, 9, 2, 3, 1, 2,"
            + " 7, 70, now() from camera where name = 'busy'",
        "insert into camera_hour (camera_id, hour, photos, last_photo) select camera_id,"
            + " now() - interval '40 days', 99, now() - interval '40 days' from camera",
        "insert into camera_refusal (camera_id, hour, reason, day, photos) select camera_id,"
            + " date_trunc('hour', now()), r, current_date, n from camera,"
            + " (values ('CLOSED', 3), ('BROKEN', 1)) as v (r, n) where name = 'busy'",
        "insert into store_day select store_id, (now() at time zone time_zone)::date, 12, 5, 0,"
            + " array_fill(0, array[168]) from store");
    var observations = new Observations(Optional.of(OwnerDatabase.of(database)));
    assertThat(observations.source()).isEqualTo(Observations.Source.PENDING);

    observations.refresh();

    assertThat(observations.source()).isEqualTo(Observations.Source.KNOWN);
    var busy = observations.camera("busy");
    assertThat(busy.photos()).isEqualTo(7);
    assertThat(busy.faces()).isEqualTo(9);
    assertThat(busy.belowSize()).isEqualTo(2);
    assertThat(busy.belowPose()).isEqualTo(3);
    assertThat(busy.belowExposure()).isEqualTo(1);
    assertThat(busy.belowSharpness()).isEqualTo(2);
    assertThat(busy.skewPhotos()).isEqualTo(7);
    assertThat(busy.skewSeconds()).isEqualTo(70);
    assertThat(busy.recentPhotos()).isEqualTo(7);
    assertThat(busy.recentRefusals()).isEqualTo(4);
    assertThat(busy.refusalReason()).hasValue("CLOSED");
    assertThat(busy.lastPhoto().orElseThrow())
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    var quiet = observations.camera("quiet");
    assertThat(quiet.photos()).isZero();
    assertThat(quiet.lastPhoto().orElseThrow())
        .isCloseTo(Instant.now().minus(Duration.ofDays(40)), within(1, ChronoUnit.MINUTES));
    assertThat(observations.camera("unknown")).isEqualTo(CameraObservation.NOTHING);
    assertThat(observations.photosToday("paris-001")).isEqualTo(12);
  }

  @Test
  void keepsWhatItKnowsWhileTheDatabaseDoesNotAnswer() throws SQLException {
    var database = schema("not_answering");
    new Catalogue(database, Optional.empty())
        .update(
            List.of(region("eu-west", 1)),
            List.of(store("paris-001", "eu-west")),
            List.of(camera("busy", "paris-001")));
    execute(
        database,
        "insert into camera_hour (camera_id, hour, photos) select camera_id, now(), 7 from camera");
    var observations = new Observations(Optional.of(OwnerDatabase.of(database)));
    observations.refresh();
    execute(database, "alter table camera_hour rename to away");

    observations.refresh();

    assertThat(observations.problem()).isPresent();
    assertThat(observations.camera("busy").photos()).isEqualTo(7);
    execute(database, "alter table away rename to camera_hour");
    observations.refresh();
    assertThat(observations.problem()).isEmpty();
  }

  @Test
  void asksAboutTenThousandCamerasInSeconds() throws SQLException {
    var database = schema("ten_thousand");
    var stores = IntStream.range(0, 1_000).mapToObj(i -> store("store-" + i, "eu-west")).toList();
    var cameras =
        IntStream.range(0, 10_000).mapToObj(i -> camera("camera-" + i, "store-" + i / 10)).toList();
    new Catalogue(database, Optional.empty())
        .update(List.of(region("eu-west", 1)), stores, cameras);
    execute(
        database,
        "insert into camera_hour (camera_id, hour, photos, last_photo) select camera_id, h, 40, h"
            + " from camera, generate_series(date_trunc('hour', now()) - interval '71 hours',"
            + " now(), interval '1 hour') h",
        "analyze");
    var observations = new Observations(Optional.of(OwnerDatabase.of(database)));

    long begin = System.nanoTime();
    observations.refresh();
    var took = Duration.ofNanos(System.nanoTime() - begin);

    assertThat(observations.camera("camera-9999").photos()).isEqualTo(24 * 40);
    assertThat(took).isLessThan(Duration.ofSeconds(20));
  }

  private static DatabaseConfig schema(String name) throws SQLException {
    var database = SERVER.empty(name);
    new SchemaMigration(database).run();
    return database;
  }
}
