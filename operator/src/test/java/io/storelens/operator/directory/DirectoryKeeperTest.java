package io.storelens.operator.directory;

import static io.storelens.operator.Resources.camera;
import static io.storelens.operator.Resources.region;
import static io.storelens.operator.Resources.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.crds.region.Region;
import io.storelens.operator.directory.DirectoryKeeper.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryKeeperTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Secrets secrets = new Secrets();
  private final List<ResourceID> settled = new CopyOnWriteArrayList<>();
  private final Region region = region("eu-west", 1);
  private DirectoryKeeper keeper;

  @BeforeEach
  void open() {
    region.getMetadata().setNamespace("retail");
    region.getMetadata().setUid("uid-1");
    keeper = keeper();
  }

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  @Test
  void cameraIsReportedOnceItsSecretIsWritten() {
    assertThat(keeper.put(region, entry("cam-1"))).isEqualTo(Outcome.PENDING);

    await().until(() -> settled.contains(new ResourceID("cam-1", "retail")));
    assertThat(keeper.put(region, entry("cam-1"))).isEqualTo(Outcome.WRITTEN);
    assertThat(secrets.entries()).containsExactly("cam-1");
    assertThat(secrets.byName).hasSize(DirectoryShard.COUNT);
  }

  @Test
  void manyChangesAreFewWrites() {
    // Made before, so that they come in as fast as they can.
    var entries = IntStream.range(0, 2_000).mapToObj(i -> entry("cam-" + i)).toList();

    entries.forEach(entry -> keeper.put(region, entry));

    await().atMost(Duration.ofSeconds(20)).until(() -> settled.size() == 2_000);
    assertThat(secrets.writes.size()).isLessThanOrEqualTo(3 * DirectoryShard.COUNT);
  }

  @Test
  void changeOfOneCameraWritesItsShardOnly() {
    keeper.put(region, entry("cam-1"));
    keeper.put(region, entry("cam-2"));
    await().until(() -> settled.size() == 2);
    secrets.writes.clear();

    keeper.remove("retail", "cam-1");

    await().until(() -> secrets.entries().equals(List.of("cam-2")));
    assertThat(secrets.writes)
        .containsExactly(ShardSecret.name("eu-west", DirectoryShard.of("cam-1")));
  }

  @Test
  void refusedWriteIsTriedAgainAndTold() {
    secrets.refusals.set(20);
    keeper.put(region, entry("cam-1"));

    await().until(() -> keeper.problem().isPresent());
    assertThat(keeper.problem()).hasValue("the API server answered 429");

    await().atMost(Duration.ofSeconds(20)).until(() -> keeper.problem().isEmpty());
    assertThat(secrets.entries()).containsExactly("cam-1");
    assertThat(keeper.put(region, entry("cam-1"))).isEqualTo(Outcome.WRITTEN);
  }

  @Test
  void anotherKeeperTakesOverWithoutAWrite() {
    keeper.put(region, entry("cam-1"));
    await().until(() -> secrets.byName.size() == DirectoryShard.COUNT && settled.size() == 1);
    var entry = keeper.entry(region, "cam-1").orElseThrow();
    secrets.writes.clear();

    var other = keeper();
    other.open(region);

    assertThat(other.put(region, entry)).isEqualTo(Outcome.WRITTEN);
    assertThat(secrets.writes).isEmpty();
  }

  @Test
  void camerasThatWentMeanwhileAreRemovedWhenADirectoryIsOpened() {
    keeper.put(region, entry("cam-1"));
    keeper.put(region, entry("cam-2"));
    await().until(() -> settled.size() == 2);
    secrets.gone.add("cam-2");

    keeper().open(region);

    await().until(() -> secrets.entries().equals(List.of("cam-1")));
  }

  @Test
  void whatSomebodyElseWroteIsUndone() {
    keeper.put(region, entry("cam-1"));
    await().until(() -> settled.size() == 1);
    String name = ShardSecret.name("eu-west", DirectoryShard.of("cam-1"));
    var theirs = new SecretBuilder(secrets.byName.get(name)).withData(Map.of()).build();
    secrets.put(theirs);

    keeper.seen(theirs);

    await().until(() -> secrets.entries().equals(List.of("cam-1")));
  }

  @Test
  void twoCamerasOfOneLoginAreRivals() {
    keeper.put(region, entry("cam-1"));

    var second = entry("cam-2", "cam-1");
    assertThat(keeper.rival(region, second)).hasValue("cam-1");
    assertThat(keeper.rival(region, entry("cam-2"))).isEmpty();
    assertThat(keeper.rival(region, entry("cam-1"))).isEmpty();
  }

  private DirectoryKeeper keeper() {
    return new DirectoryKeeper(secrets, timer, settled::addAll);
  }

  private static CameraEntry entry(String name) {
    return entry(name, name);
  }

  private static CameraEntry entry(String name, String username) {
    return CameraEntries.of(
        camera(name, "paris-001"),
        store("paris-001", "eu-west"),
        new Credentials(username, "aaaaBBBBcccc2222ddddEEEE", true),
        new SaltKey(new byte[32]),
        Optional.empty(),
        Duration.ZERO,
        Instant.EPOCH);
  }

  /** An API server that may refuse. */
  private final class Secrets implements ShardStore {
    private final Map<String, Secret> byName = new ConcurrentHashMap<>();
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refusals = new AtomicInteger();
    private long version;

    @Override
    public Optional<Region> region(String namespace, String name) {
      return Optional.of(region);
    }

    @Override
    public Optional<Secret> secret(String namespace, String name) {
      return Optional.ofNullable(byName.get(name));
    }

    @Override
    public boolean hasCamera(String namespace, String name) {
      return !gone.contains(name);
    }

    @Override
    public Secret apply(Secret wanted) {
      if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new KubernetesClientException("too many requests", 429, null);
      }
      writes.add(wanted.getMetadata().getName());
      return put(wanted);
    }

    private synchronized Secret put(Secret secret) {
      version++;
      secret.getMetadata().setResourceVersion(Long.toString(version));
      byName.put(secret.getMetadata().getName(), secret);
      return secret;
    }

    private List<String> entries() {
      return byName.entrySet().stream()
          .flatMap(
              secret ->
                  secret.getValue().getData().values().stream()
                      .map(
                          text ->
                              new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                      .flatMap(json -> ShardJson.read(json).cameras().stream()))
          .map(CameraEntry::camera)
          .sorted()
          .toList();
    }
  }
}
