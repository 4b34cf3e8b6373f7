package io.storelens.e2e.bench.operator;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.camera.CameraSpec;
import io.storelens.crds.region.RegionStatus;
import io.storelens.crds.store.Store;
import io.storelens.operator.directory.ShardJson;
import io.storelens.operator.directory.ShardSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A chain's stores and cameras applied to a real API server. Beside the operator, in the same run,
 * a bare client writes the same objects and statuses. Then one edit, rest, and a restart.
 */
public final class OperatorBenchmark {
  private static final int THREADS = 8;
  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final Duration SETTLE = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration EDIT_LOOK = Duration.ofMillis(20);
  private static final int EDITS = 5;

  private final KubernetesClient client;
  private final Path home;
  private final Chain chain;
  private final Duration pause;
  private final List<String> options;

  private OperatorBenchmark(
      KubernetesClient client, Path home, Chain chain, Duration pause, List<String> options) {
    this.client = client;
    this.home = home;
    this.chain = chain;
    this.pause = pause;
    this.options = options;
  }

  /**
   * Prints a table in Markdown.
   *
   * @param arguments number of stores (default 1,000; each has ten cameras), seconds that rest is
   *     measured (default 60), and Java options of the operator in place of its image's
   */
  public static void main(String[] arguments) throws Exception {
    var chain = new Chain(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000);
    var pause = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 60);
    var options =
        arguments.length > 2
            ? List.of(arguments).subList(2, arguments.length)
            : OperatorProcess.IMAGE_OPTIONS;
    var home = Path.of(System.getProperty("storelens.home"));
    try (var client = new KubernetesClientBuilder().build()) {
      new OperatorBenchmark(client, home, chain, pause, options).run();
    }
  }

  private void run() throws Exception {
    define();
    double quiet = restWithout();
    String namespace = namespace("bench-operator");
    double operatorSeconds;
    double bareSeconds;
    double cpu;
    ApiRequests withOperator;
    ApiRequests bare;
    long heap;
    double slowestEdit;
    double idle;
    try (var operator = OperatorProcess.start(home, namespace, options)) {
      createRegion(namespace);
      operator.awaitStart();
      double started = operator.cpu();
      var begin = ApiRequests.now(client);
      operatorSeconds = withOperator(operator, namespace);
      withOperator = ApiRequests.now(client).since(begin);
      cpu = operator.cpu() - started;
      heap = operator.heap();
      begin = ApiRequests.now(client);
      bareSeconds = bare(namespace);
      bare = ApiRequests.now(client).since(begin);
      slowestEdit = slowestEdit(operator, namespace);
      TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
      idle = rest();
    }
    var before = ApiRequests.now(client);
    double restart;
    ApiRequests written;
    long heapAfter;
    try (var operator = OperatorProcess.start(home, namespace, options)) {
      long begin = System.nanoTime();
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      operator.check();
      restart = seconds(begin);
      heapAfter = operator.heap();
      written = ApiRequests.now(client).since(before);
    }
    print(
        """
        | %,d stores, %,d cameras | measured | goal |
        |---|---|---|
        | all Ready, with the operator | %.1f s | |
        | the same objects and statuses by a bare client | %.1f s | |
        | ratio | %.2f | at most 1.5 |
        | heap of the operator after a full collection (-Xmx256m) | %d MiB; after a restart %d MiB | 256 MB |
        | processor time of the operator until all were Ready | %.1f s | |
        | processor time of the API server meanwhile, and for the bare client | %.1f s, %.1f s | |
        | writes meanwhile, and of the bare client | %,.0f, %,.0f | |
        | slowest of %d edits of one camera, until it is in the directory | %.2f s | 1 s |
        | requests a second at rest, beyond the %.2f without an operator | %.2f | below 1 |
        | writes in the %.0f s after a restart | %.0f | 0 |
        """,
        chain.stores(),
        chain.cameras(),
        operatorSeconds,
        bareSeconds,
        operatorSeconds / bareSeconds,
        heap,
        heapAfter,
        cpu,
        withOperator.cpu(),
        bare.cpu(),
        withOperator.writes(),
        bare.writes(),
        EDITS,
        slowestEdit,
        quiet,
        idle - quiet,
        restart,
        written.writes());
  }

  private double withOperator(OperatorProcess operator, String namespace) throws Exception {
    var cameras = new ReadyCount(client, "cameras", namespace);
    var stores = new ReadyCount(client, "stores", namespace);
    try (var writers = new Writers(THREADS)) {
      var allStores = chain.stores(namespace);
      var allCameras = chain.cameras(namespace);
      long begin = System.nanoTime();
      writers.each(allStores, store -> client.resource(store).create());
      writers.each(allCameras, camera -> client.resource(camera).create());
      System.err.printf(Locale.ROOT, "applied after %.1f s%n", seconds(begin));
      await(
          operator,
          LOOK,
          () -> cameras.count() == chain.cameras() && stores.count() == chain.stores());
      return seconds(begin);
    }
  }

  /** What the operator's namespace holds now, written to another by a client that does no more. */
  private double bare(String from) throws Exception {
    String namespace = namespace("bench-bare");
    var stores = client.resources(Store.class).inNamespace(from).list().getItems();
    var cameras = client.resources(Camera.class).inNamespace(from).list().getItems();
    var secrets = new ArrayList<Secret>();
    for (var secret : client.secrets().inNamespace(from).list().getItems()) {
      secrets.add(
          new SecretBuilder(secret).withMetadata(moved(secret.getMetadata(), namespace)).build());
    }
    for (var one : stores) {
      one.setMetadata(moved(one.getMetadata(), namespace));
    }
    for (var one : cameras) {
      one.setMetadata(moved(one.getMetadata(), namespace));
    }
    try (var writers = new Writers(THREADS)) {
      long begin = System.nanoTime();
      writers.each(stores, store -> create(store));
      writers.each(cameras, camera -> create(camera));
      writers.each(secrets, secret -> client.resource(secret).create());
      return seconds(begin);
    }
  }

  private void create(Store store) {
    var status = store.getStatus();
    var created = client.resource(store).create();
    created.setStatus(status);
    client.resource(created).updateStatus();
  }

  private void create(Camera camera) {
    var status = camera.getStatus();
    var created = client.resource(camera).create();
    created.setStatus(status);
    client.resource(created).updateStatus();
  }

  private double slowestEdit(OperatorProcess operator, String namespace) throws Exception {
    double slowest = 0;
    for (int edit = 0; edit < EDITS; edit++) {
      String name = "store-0000-checkout-" + edit;
      var camera = client.resources(Camera.class).inNamespace(namespace).withName(name);
      long begin = System.nanoTime();
      camera.edit(OperatorBenchmark::pause);
      await(operator, EDIT_LOOK, () -> isPaused(namespace, name));
      slowest = Math.max(slowest, seconds(begin));
    }
    return slowest;
  }

  private static Camera pause(Camera camera) {
    var spec = camera.getSpec();
    camera.setSpec(
        new CameraSpec(
            spec.store(),
            spec.position(),
            spec.credentialsSecret(),
            spec.identifiedBy(),
            spec.captureTime(),
            spec.capabilities(),
            true));
    return camera;
  }

  private boolean isPaused(String namespace, String camera) {
    int number = DirectoryShard.of(camera);
    var secret =
        client.secrets().inNamespace(namespace).withName(ShardSecret.name("eu-west", number)).get();
    var json =
        new String(
            Base64.getDecoder().decode(secret.getData().get(DirectoryShard.fileName(number))),
            StandardCharsets.UTF_8);
    return ShardJson.read(json).cameras().stream()
        .anyMatch(entry -> entry.camera().equals(camera) && entry.paused());
  }

  /** Requests a second, of all clients. */
  private double rest() throws InterruptedException {
    var before = ApiRequests.now(client);
    long begin = System.nanoTime();
    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    // Its own question is one of them.
    return (ApiRequests.now(client).since(before).all() - 1) / seconds(begin);
  }

  private double restWithout() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
    return rest();
  }

  private void createRegion(String namespace) {
    var region = client.resource(chain.region(namespace)).create();
    region.setStatus(
        Serialization.unmarshal("address: ftp.example.test\nconditions: []\n", RegionStatus.class));
    client.resource(region).updateStatus();
  }

  private void define() throws IOException {
    try (var files = Files.newDirectoryStream(home.resolve("crds/yaml"), "*.yaml")) {
      for (var file : files) {
        try (var text = Files.newInputStream(file)) {
          client.load(text).serverSideApply();
        }
      }
    }
  }

  private String namespace(String prefix) {
    String name = prefix + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  private static ObjectMeta moved(ObjectMeta metadata, String namespace) {
    return new ObjectMetaBuilder()
        .withName(metadata.getName())
        .withNamespace(namespace)
        .withLabels(metadata.getLabels())
        .build();
  }

  private static void await(OperatorProcess operator, Duration look, Callable<Boolean> condition)
      throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.call()) {
      operator.check();
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not done within " + LONGEST.toMinutes() + " minutes");
      }
      TimeUnit.MILLISECONDS.sleep(look.toMillis());
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
