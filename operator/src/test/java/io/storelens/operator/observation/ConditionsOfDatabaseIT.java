package io.storelens.operator.observation;

import static io.storelens.operator.database.TimescaleDatabase.execute;
import static io.storelens.operator.database.TimescaleDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.crds.camera.Camera;
import io.storelens.operator.cluster.RealCluster;
import io.storelens.operator.cluster.RunningOperator;
import io.storelens.operator.cluster.SmallChain;
import io.storelens.operator.database.TimescaleDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the database says reaches the statuses of cameras and stores. */
class ConditionsOfDatabaseIT {
  private static final Duration SOON = Duration.ofMinutes(1);

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();
  @RegisterExtension static final TimescaleDatabase SERVER = new TimescaleDatabase();

  private DatabaseConfig database;
  private SmallChain chain;
  private RunningOperator operator;

  @BeforeEach
  void startOperatorWithADatabase(TestInfo test) throws SQLException {
    database = SERVER.empty(test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT));
    chain = new SmallChain(CLUSTER);
    operator =
        CLUSTER.operator(
            CLUSTER.settings(
                Map.of("DATABASE_URL", database.url(), "OPERATOR_OBSERVATION_PAUSE", "PT1S")));
  }

  @AfterEach
  void stopOperator() {
    operator.close();
  }

  @Test
  void rowsBecomeConditionsOfTheirCamerasAndTheStore() throws SQLException {
    chain.addCameras(0, 4);
    awaitCatalogue(4);
    String good = chain.camera(0);
    String wrongClock = chain.camera(1);
    String far = chain.camera(2);
    String refused = chain.camera(3);
    await().atMost(SOON).untilAsserted(() -> assertCondition(good, "Delivering", "NoPhotoYet"));

    // First: a store's photos of today are written no more often than every ten minutes.
    execute(
        database,
        "insert into store_day select store_id, (now() at time zone time_zone)::date, 310, 280, 0,"
            + " array_fill(0, array[168]) from store where name = '"
            + chain.store()
            + "'");
    hour(good, "photos, faces, skew_photos, skew_seconds_sum", "100, 90, 100, 200");
    hour(wrongClock, "photos, faces, skew_photos, skew_seconds_sum", "100, 90, 100, 100 * 3600");
    hour(far, "photos, faces, below_size", "100, 90, 80");
    hour(refused, "photos, faces", "10, 10");
    execute(
        database,
        "insert into camera_refusal (camera_id, hour, reason, day, photos) select camera_id,"
            + " date_trunc('hour', now()), 'CLOSED', current_date, 90 from camera where name = '"
            + refused
            + "'");

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertCondition(good, "Delivering", "PhotosArrive");
              assertCondition(good, "RequirementsMet", "FacesFit");
              assertCondition(good, "Degraded", "NoTrouble");
              assertThat(chain.condition(good, "ClockOk").orElseThrow().getStatus())
                  .isEqualTo("True");
              assertThat(chain.condition(wrongClock, "ClockOk").orElseThrow().getStatus())
                  .isEqualTo("False");
              assertCondition(far, "RequirementsMet", "FacesUnfit");
              assertCondition(refused, "Degraded", "PhotosRefused");
              assertThat(chain.condition(refused, "Degraded").orElseThrow().getMessage())
                  .contains("CLOSED");
              assertThat(chain.resource(good).getStatus().lastPhoto()).isNotNull();
            });
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(chain.storeCondition("Delivering").map(Condition::getStatus))
                  .hasValue("True");
              assertThat(chain.storeResource().getStatus().photosToday()).isEqualTo(310);
              assertThat(Instant.parse(chain.storeResource().getStatus().lastPhoto()))
                  .isAfter(Instant.now().minus(Duration.ofHours(2)));
            });
  }

  @Test
  void statusesThatTurnAtOnceAreWrittenFifteenASecond() throws SQLException {
    int cameras = 5 * Paced.A_SECOND;
    chain.addCameras(0, cameras);
    awaitCatalogue(cameras);
    await().atMost(SOON).until(() -> chain.areReady(0, cameras));
    await().atMost(SOON).until(this::nothingWaits);
    List<Instant> written = new CopyOnWriteArrayList<>();
    try (var watch = watchDelivering(written)) {
      assertThat(watch).isNotNull();

      execute(
          database,
          "insert into camera_hour (camera_id, hour, photos, last_photo) select camera_id,"
              + " date_trunc('hour', now()), 5, now() from camera where name like '"
              + chain.cameras()
              + "%'");

      await().atMost(SOON).until(() -> written.size() >= cameras);
    }
    assertThat(Duration.between(written.get(0), written.get(cameras - 1)))
        .as("five turns, a second between each")
        .isGreaterThan(Duration.ofSeconds(3));
    assertThat(written).as("each status once").hasSize(cameras);
  }

  private boolean nothingWaits() {
    return operator
        .metrics()
        .lines()
        .anyMatch(line -> line.matches("storelens_operator_status_waiting\\S* 0\\.0"));
  }

  private Watch watchDelivering(List<Instant> written) {
    return CLUSTER
        .admin()
        .resources(Camera.class)
        .inNamespace(CLUSTER.namespace())
        .watch(
            new Watcher<Camera>() {
              @Override
              public void eventReceived(Action action, Camera camera) {
                if (action == Action.MODIFIED
                    && camera.getMetadata().getName().startsWith(chain.cameras())
                    && camera.getStatus().conditions().stream()
                        .anyMatch(one -> one.getReason().equals("PhotosArrive"))) {
                  written.add(Instant.now());
                }
              }

              @Override
              public void onClose(WatcherException cause) {
                written.clear();
              }
            });
  }

  private void awaitCatalogue(int cameras) {
    await()
        .atMost(SOON)
        .ignoreExceptions() // before the migration there is no table
        .until(
            () ->
                query(
                        database,
                        "select count(*) from camera where name like '" + chain.cameras() + "%'")
                    .equals(List.of(Integer.toString(cameras))));
  }

  private void hour(String camera, String columns, String values) throws SQLException {
    execute(
        database,
        "insert into camera_hour (camera_id, hour, last_photo, %s) select camera_id,"
            .concat(" date_trunc('hour', now()), now(), %s from camera where name = '%s'")
            .formatted(columns, values, camera));
  }

  private void assertCondition(String camera, String type, String reason) {
    assertThat(chain.condition(camera, type).map(Condition::getReason)).hasValue(reason);
  }
}
