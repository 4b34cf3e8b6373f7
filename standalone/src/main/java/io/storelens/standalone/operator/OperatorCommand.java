package io.storelens.standalone.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.storelens.contract.config.ListenAddress;
import io.storelens.operator.OperatorClient;
import io.storelens.operator.OperatorProgram;
import io.storelens.operator.OperatorSettings;
import io.storelens.operator.Prerequisites;
import io.storelens.podkit.Health;
import io.storelens.podkit.Management;
import io.storelens.podkit.Metrics;
import io.storelens.podkit.PodContext;
import io.storelens.podkit.PodSequence;
import io.storelens.podkit.Termination;
import io.vertx.core.Vertx;
import java.io.File;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code storelens operator}: the operator on this machine, for a cluster elsewhere. */
@Command(
    name = "operator",
    description =
        "Runs the operator on this machine against the cluster of KUBECONFIG, until it is asked to"
            + " stop. The CRDs must be there: kubectl apply --server-side -f crds/yaml.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  KUBECONFIG     the cluster; else ~/.kube/config",
      "  OPERATOR_*     the settings of the operator's pod hold here too"
    })
public final class OperatorCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int FIRST_RETRIES = 2;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "jdbc:postgresql: URL of a PostgreSQL with TimescaleDB, as its owner. Default: none; what"
              + " needs one is Unknown.")
  private Optional<String> database;

  @Option(
      names = "--namespace",
      paramLabel = "NS",
      split = ",",
      description = "Namespaces whose resources are looked after. Default: all.")
  private List<String> namespaces = List.of();

  @Option(
      names = "--regions",
      paramLabel = "A,B",
      split = ",",
      description = "Regions that are looked after. Default: all.")
  private List<String> regions = List.of();

  @Option(
      names = "--management-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "Port of /health/live, /health/ready and /metrics on this machine. Default: any free one.")
  private int managementPort;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    OperatorSettings settings;
    try {
      settings = OperatorSettings.from(environment());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    run(settings, reach(settings));
    return 0;
  }

  /** Options come before the environment, and the environment before what suits this machine. */
  private Map<String, String> environment() {
    String version =
        Optional.ofNullable(OperatorCommand.class.getPackage().getImplementationVersion())
            .orElse("dev");
    var environment = new TreeMap<String, String>();
    environment.put("OPERATOR_INGEST_IMAGE", "storelens-ingest-pod:" + version);
    environment.put("OPERATOR_ANALYZER_IMAGE", "storelens-analyzer-pod:" + version);
    environment.put("OPERATOR_LEADER_ELECTION", "false");
    environment.putAll(System.getenv());
    database.ifPresent(url -> environment.put("DATABASE_URL", url));
    if (!namespaces.isEmpty()) {
      environment.put("OPERATOR_NAMESPACES", String.join(",", namespaces));
    }
    if (!regions.isEmpty()) {
      environment.put("OPERATOR_REGIONS", String.join(",", regions));
    }
    return environment;
  }

  private KubernetesClient reach(OperatorSettings settings) {
    var config = kubeconfig();
    // What does not answer at once is told at once; later on, the operator waits for it.
    try (var client =
        OperatorClient.open(
            new ConfigBuilder(config).withRequestRetryBackoffLimit(FIRST_RETRIES).build())) {
      client.getKubernetesVersion();
      Prerequisites.check(client, settings.namespaces());
    } catch (KubernetesClientException e) {
      throw new IllegalStateException(
          e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED
              ? "The cluster at "
                  + config.getMasterUrl()
                  + " does not know the user of the kubeconfig: log in to it again"
              : "The cluster at "
                  + config.getMasterUrl()
                  + " does not answer: set KUBECONFIG to one that does",
          e);
    }
    return OperatorClient.open(config);
  }

  private static Config kubeconfig() {
    var named = Optional.ofNullable(System.getenv("KUBECONFIG")).filter(text -> !text.isEmpty());
    if (named.isPresent()
        && Arrays.stream(named.get().split(File.pathSeparator, -1))
            .filter(file -> !file.isEmpty())
            .noneMatch(file -> Files.isReadable(Path.of(file)))) {
      throw new IllegalStateException(
          "KUBECONFIG names " + named.get() + ", which is not there or cannot be read");
    }
    var config = Config.autoConfigure(null);
    if (config.getCurrentContext() == null
        && config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL)) {
      throw new IllegalStateException(
          "There is no kubeconfig: set KUBECONFIG to the file of a cluster, or write ~/.kube/config");
    }
    return config;
  }

  private void run(OperatorSettings settings, KubernetesClient client) throws InterruptedException {
    var out = command.commandLine().getOut();
    var vertx = Vertx.vertx();
    var metrics = new Metrics();
    var health = new Health();
    var management =
        new Management(vertx, new ListenAddress(LOOPBACK, managementPort), metrics, health);
    var operator =
        new OperatorProgram(
            settings,
            new PodContext(vertx, metrics.registry(), health),
            client,
            () -> Runtime.getRuntime().exit(1));
    var sequence = new PodSequence(List.of(management, operator));
    var termination =
        Termination.beforehand(
            () -> {
              sequence.stop().await();
              vertx.close().await();
              metrics.close();
            });
    sequence.start().await();
    out.println("The operator works on " + client.getMasterUrl());
    out.println("Health and metrics: http://" + LOOPBACK + ":" + management.port() + "/metrics");
    out.flush();
    termination.await();
  }
}
