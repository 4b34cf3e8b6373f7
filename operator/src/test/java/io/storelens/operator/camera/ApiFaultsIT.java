package io.storelens.operator.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import io.storelens.operator.cluster.ApiProxy;
import io.storelens.operator.cluster.RealCluster;
import io.storelens.operator.cluster.RunningOperator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiFaultsIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int CAMERAS = 5;

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  private String unique;

  @BeforeEach
  void createStoreInARegionWithAnAddress() {
    unique = UUID.randomUUID().toString().substring(0, 8);
    create(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Region
        metadata: {name: region-%s, annotations: {storelens.io/paused-reconciliation: "true"}}
        spec: {}
        ---
        apiVersion: storelens.io/v1alpha1
        kind: Store
        metadata: {name: store-%s}
        spec: {region: region-%s, country: FR, city: Paris, timeZone: Europe/Paris}
        """
            .formatted(unique, unique, unique));
    CLUSTER
        .admin()
        .resources(Region.class)
        .inNamespace(CLUSTER.namespace())
        .withName("region-" + unique)
        .editStatus(
            region -> {
              region.setStatus(StatusOfRegion.withAddress("ftp.example.test"));
              return region;
            });
    IntStream.range(0, CAMERAS)
        .forEach(
            number ->
                create(
                    """
                    apiVersion: storelens.io/v1alpha1
                    kind: Camera
                    metadata: {name: camera-%s-%d}
                    spec: {store: store-%s}
                    """
                        .formatted(unique, number, unique)));
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 429, 500})
  void camerasBecomeReadyThoughEveryThirdWriteFails(int code) {
    var random = new Random(7);
    Set<String> reasons = ConcurrentHashMap.newKeySet();
    var cameras = watch(Camera.class, ApiFaultsIT::conditions, reasons);
    var stores = watch(Store.class, ApiFaultsIT::storeConditions, reasons);
    try (var proxy =
            new ApiProxy(
                CLUSTER.shippedConfig(),
                (method, path) ->
                    !method.equals("GET") && random.nextInt(3) == 0
                        ? OptionalInt.of(code)
                        : OptionalInt.empty());
        var operator = RunningOperator.start(CLUSTER.settings(Map.of()), proxy.client())) {
      await().atMost(SOON).until(this::allReady);
      await().atMost(SOON).until(this::storeIsReady);
      assertThat(operator.hasLostLeadership()).isFalse();
    } finally {
      cameras.close();
      stores.close();
    }
    assertThat(reasons).contains("InDirectory").doesNotContain("ReconcileFailed", "WatchEnded");
  }

  @Test
  void rightThatIsMissingIsToldInTheStatusWithItsCode() {
    try (var proxy =
            new ApiProxy(
                CLUSTER.shippedConfig(),
                (method, path) ->
                    method.equals("POST") && path.endsWith("/secrets")
                        ? OptionalInt.of(403)
                        : OptionalInt.empty());
        var operator = RunningOperator.start(CLUSTER.settings(Map.of()), proxy.client())) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(conditions(camera("camera-" + unique + "-0")))
                      .anySatisfy(
                          one -> {
                            assertThat(one.getReason()).isEqualTo("ReconcileFailed");
                            assertThat(one.getMessage())
                                .isEqualTo("The API server refuses a write with code 403.");
                          }));
      assertThat(operator.hasLostLeadership()).isFalse();
    }
  }

  /** Collects the reasons of all conditions that resources of a kind ever have. */
  private static <T extends HasMetadata> Watch watch(
      Class<T> type, Function<T, List<Condition>> conditions, Set<String> reasons) {
    return CLUSTER
        .admin()
        .resources(type)
        .inNamespace(CLUSTER.namespace())
        .watch(
            new Watcher<T>() {
              @Override
              public void eventReceived(Action action, T resource) {
                conditions.apply(resource).forEach(one -> reasons.add(one.getReason()));
              }

              @Override
              public void onClose(WatcherException cause) {
                reasons.add("WatchEnded");
              }
            });
  }

  private static List<Condition> conditions(Camera camera) {
    return camera.getStatus() == null ? List.of() : camera.getStatus().conditions();
  }

  private static List<Condition> storeConditions(Store store) {
    return store.getStatus() == null ? List.of() : store.getStatus().conditions();
  }

  @Test
  void restartInTheMiddleIsMadeUpForAndARestartAfterwardsWritesNothing() {
    for (int writes = 1; writes <= 9; writes += 4) {
      int allowed = writes;
      try (var proxy = counting(allowed);
          var operator = RunningOperator.start(CLUSTER.settings(Map.of()), proxy.client())) {
        await().atMost(SOON).until(() -> proxy.writes().size() >= allowed || allReady());
        assertThat(operator.hasLostLeadership()).isFalse();
      }
    }
    try (var operator = CLUSTER.operator()) {
      await().atMost(SOON).until(this::allReady);
      await().atMost(SOON).until(this::storeIsReady);
      assertThat(operator.hasLostLeadership()).isFalse();
    }

    try (var proxy = counting(Integer.MAX_VALUE);
        var operator = RunningOperator.start(CLUSTER.settings(Map.of()), proxy.client())) {
      // What a new camera needs is done after all that a restart asks for.
      create(
          """
          apiVersion: storelens.io/v1alpha1
          kind: Camera
          metadata: {name: camera-%s-new}
          spec: {store: store-%s}
          """
              .formatted(unique, unique));
      await().atMost(SOON).until(() -> isReady("camera-" + unique + "-new"));
      await()
          .atMost(SOON)
          .until(() -> proxy.writes().stream().anyMatch(one -> one.contains("/stores/")));
      assertThat(proxy.writes())
          .filteredOn(one -> one.contains(unique) && one.contains("/cameras/"))
          .allMatch(one -> one.contains("camera-" + unique + "-new"));
      assertThat(operator.hasLostLeadership()).isFalse();
    }
  }

  /** Lets some writes through, and then none. */
  private static ApiProxy counting(int allowed) {
    var left = new AtomicInteger(allowed);
    return new ApiProxy(
        CLUSTER.shippedConfig(),
        (method, path) ->
            method.equals("GET") || left.getAndDecrement() > 0
                ? OptionalInt.empty()
                : OptionalInt.of(500));
  }

  private boolean allReady() {
    return IntStream.range(0, CAMERAS)
        .allMatch(number -> isReady("camera-" + unique + "-" + number));
  }

  private boolean storeIsReady() {
    var store =
        CLUSTER
            .admin()
            .resources(Store.class)
            .inNamespace(CLUSTER.namespace())
            .withName("store-" + unique)
            .get();
    return store.getStatus() != null
        && Integer.valueOf(CAMERAS).equals(store.getStatus().camerasReady());
  }

  private static boolean isReady(String name) {
    return CameraStatuses.isReady(conditions(camera(name)));
  }

  private static Camera camera(String name) {
    return CLUSTER
        .admin()
        .resources(Camera.class)
        .inNamespace(CLUSTER.namespace())
        .withName(name)
        .get();
  }

  private static void create(String yaml) {
    CLUSTER
        .admin()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(CLUSTER.namespace())
        .create();
  }
}
