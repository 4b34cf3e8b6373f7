package io.storelens.operator.region;

import static io.storelens.operator.region.GoldenRegion.IMAGES;
import static io.storelens.operator.region.GoldenRegion.assertThatAreAsIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.storelens.contract.config.AnalyzerConfig;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.contract.config.IngestConfig;
import io.storelens.contract.config.RegionPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a region: each kind against its golden file, and what must hold of any. */
class RegionPartsTest {
  private static final DatabaseConfig DATABASE =
      new DatabaseConfig(
          "jdbc:postgresql://db.example.com:6432/storelens",
          Optional.of("analyzers"),
          Optional.of("secret"),
          Optional.of("storelens_writer"),
          4);

  @ParameterizedTest
  @ValueSource(strings = {"plain", "full"})
  void ftpServersAreAsInTheGoldenFile(String name) {
    var region = GoldenRegion.read(name);
    assertThatAreAsIn(
        name + "-statefulset",
        List.of(IngestStatefulSet.of(region, IMAGES, 1, Optional.of("203.0.113.7"), false)));
    assertThatAreAsIn(name + "-volume-claim", List.of(SpoolClaim.of(region, 1)));
    assertThatAreAsIn(name + "-services", CameraService.of(region));
  }

  @Test
  void ftpServerThatIsNoLongerWantedIsAsInTheGoldenFile() {
    assertThatAreAsIn(
        "plain-draining",
        List.of(
            IngestStatefulSet.of(GoldenRegion.read("plain"), IMAGES, 1, Optional.empty(), true)));
  }

  @Test
  void ftpServerThatIsNoLongerWantedNeedsNothingThatMayBeGoneWithItsRegion() {
    var pod =
        IngestStatefulSet.of(GoldenRegion.read("full"), IMAGES, 0, Optional.empty(), true)
            .getSpec()
            .getTemplate()
            .getSpec();

    assertThat(IngestConfig.from(values(container(pod))).tls()).isEmpty();
    assertThat(pod.getVolumes()).noneMatch(volume -> volume.getSecret() != null);
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getProjected() != null)
        .flatExtracting(volume -> volume.getProjected().getSources())
        .allMatch(source -> source.getSecret().getOptional());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "full"})
  void analyzersAreAsInTheGoldenFile(String name) {
    var region = GoldenRegion.read(name);
    assertThatAreAsIn(
        name + "-deployment", List.of(AnalyzerDeployment.of(region, IMAGES, "12 34")));
    assertThatAreAsIn(name + "-autoscaler", List.of(AnalyzerScaling.byCpu(region, 3)));
    assertThatAreAsIn(
        name + "-pods-services", List.of(PodsService.ingest(region), PodsService.analyzer(region)));
    assertThatAreAsIn(name + "-database-secret", List.of(DatabaseSecret.of(region, DATABASE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "full"})
  void guardsAreAsInTheGoldenFile(String name) {
    var region = GoldenRegion.read(name);
    assertThatAreAsIn(
        name + "-network-policies",
        List.of(
            Policies.ingest(region),
            Policies.analyzer(region, DatabasePeer.of(Optional.of(DATABASE)))));
    assertThatAreAsIn(
        name + "-disruption-budgets", List.of(Budgets.ingest(region), Budgets.analyzer(region)));
    assertThatAreAsIn(
        name + "-service-accounts", List.of(Accounts.ingest(region), Accounts.analyzer(region)));
  }

  @Test
  void partsForOthersOperatorsAreAsInTheGoldenFile() {
    var region = GoldenRegion.read("plain");
    assertThatAreAsIn(
        "plain-scaled-object",
        List.of(AnalyzerScaling.byKeda(region, 3, Optional.of("http://prometheus:9090"))));
    assertThatAreAsIn("plain-service-monitor", List.of(RegionMonitor.of(region)));
  }

  @ParameterizedTest
  @CsvSource({"plain, 0", "plain, 1", "full, 0", "full, 1"})
  void ftpServerReadsItsSettingsAsTheyWereMeant(String name, int replica) {
    var region = GoldenRegion.read(name);
    var address = Optional.of("203.0.113.7");
    var container =
        container(
            IngestStatefulSet.of(region, IMAGES, replica, address, false)
                .getSpec()
                .getTemplate()
                .getSpec());

    var config = IngestConfig.from(values(container));

    assertThat(config).isEqualTo(IngestSettings.of(region, replica, address, false));
    assertThat(config.draining()).isFalse();
    assertThat(config.analyzers().toString()).contains(region.getMetadata().getName());
    assertThat(config.tls().isPresent()).isEqualTo(name.equals("full"));
    assertThat(config.tls().filter(tls -> tls.isRequiredIn("us-east")).isPresent())
        .isEqualTo(name.equals("full"));
    assertThat(config.sameAddress()).isEqualTo(name.equals("full"));
    assertThat(container.getVolumeMounts())
        .extracting(mount -> mount.getMountPath())
        .contains(config.cameras().toString(), config.spool().toString());
    assertThat(container.getPorts())
        .extracting(ContainerPort::getContainerPort)
        .contains(config.ftp().port())
        .containsAll(
            IntStream.rangeClosed(config.passivePorts().first(), config.passivePorts().last())
                .boxed()
                .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "full"})
  void analyzerReadsItsSettingsAsTheyWereMeant(String name) {
    var region = GoldenRegion.read(name);
    var container =
        container(AnalyzerDeployment.of(region, IMAGES, "").getSpec().getTemplate().getSpec());
    var environment = new TreeMap<>(values(container));
    environment.putAll(DATABASE.toEnv());
    environment.putAll(secretValues(container));

    var config = AnalyzerConfig.from(environment);

    assertThat(config.http().port()).isEqualTo(AnalyzerDeployment.HTTP_PORT);
    assertThat(config.database()).isEqualTo(DATABASE);
    assertThat(config.regions())
        .isEqualTo(
            name.equals("full")
                ? Map.of("us-east", new RegionPolicy(100, 50, false, false))
                : Map.of("eu-west", new RegionPolicy(200, 100, true)));
    assertThat(config.providers().chain())
        .isEqualTo(name.equals("full") ? List.of("azure", "local") : List.of("local"));
    assertThat(config.archive().places().containsKey("us-east")).isEqualTo(name.equals("full"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "full"})
  void everyPassivePortOfAServiceLeadsToOneFtpServer(String name) {
    var region = GoldenRegion.read(name);
    var seen = new HashSet<String>();
    for (int replica = 0; replica < region.getSpec().ingest().replicas(); replica++) {
      var spec = IngestStatefulSet.of(region, IMAGES, replica, Optional.empty(), false).getSpec();
      container(spec.getTemplate().getSpec()).getPorts().stream()
          .map(ContainerPort::getName)
          .filter(port -> port.startsWith("p"))
          .forEach(port -> assertThat(seen.add(port)).as(port).isTrue());
    }

    assertThat(CameraService.of(region).stream().flatMap(one -> one.getSpec().getPorts().stream()))
        .filteredOn(port -> port.getPort() != CameraService.FTP_PORT)
        .extracting(ServicePort::getName)
        .containsExactlyInAnyOrderElementsOf(seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "full"})
  void podsAreRestrictedAndHaveNoToken(String name) {
    var region = GoldenRegion.read(name);
    Stream.of(
            IngestStatefulSet.of(region, IMAGES, 0, Optional.empty(), false)
                .getSpec()
                .getTemplate(),
            AnalyzerDeployment.of(region, IMAGES, "").getSpec().getTemplate())
        .forEach(
            template -> {
              var pod = template.getSpec();
              assertThat(pod.getAutomountServiceAccountToken()).isFalse();
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              var security = container(pod).getSecurityContext();
              assertThat(security.getReadOnlyRootFilesystem()).isTrue();
              assertThat(security.getAllowPrivilegeEscalation()).isFalse();
              assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(container(pod).getResources().getRequests()).containsKeys("cpu", "memory");
              assertThat(container(pod).getResources().getLimits()).containsKey("memory");
              assertThat(template.getMetadata().getLabels())
                  .containsEntry("app.kubernetes.io/part-of", "storelens");
            });
  }

  @Test
  void whatARegionOwnsIsFreedWhereItIsDeletedInTheForeground() {
    var region = GoldenRegion.read("plain");
    assertThat(owners(AnalyzerDeployment.of(region, IMAGES, ""))).isEqualTo(1);

    region.getMetadata().setFinalizers(List.of(Finalizer.SPOOL, "foregroundDeletion"));

    assertThat(owners(AnalyzerDeployment.of(region, IMAGES, ""))).isZero();
    assertThat(owners(IngestStatefulSet.of(region, IMAGES, 0, Optional.empty(), true))).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://db:6432/storelens | '' | 6432",
        "jdbc:postgresql://10.1.2.3/storelens?sslmode=require | 10.1.2.3/32 | 5432",
        "jdbc:postgresql://[fd00::7]:5433/storelens | fd00::7/128 | 5433",
        "jdbc:postgresql://10.1.2.3:5432,db-2:6432/storelens | '' | 5432 6432",
        "jdbc:postgresql:storelens | '' | 5432",
      })
  void databaseIsReachedAsItsUrlTells(String url, String addresses, String ports) {
    var peer =
        DatabasePeer.of(
            Optional.of(
                new DatabaseConfig(url, Optional.empty(), Optional.empty(), Optional.empty(), 1)));

    assertThat(peer.peers().stream().map(one -> one.getIpBlock().getCidr()))
        .isEqualTo(addresses.isEmpty() ? List.of() : List.of(addresses));
    assertThat(String.join(" ", peer.ports().stream().map(String::valueOf).toList()))
        .isEqualTo(ports);
  }

  private static int owners(HasMetadata part) {
    return part.getMetadata().getOwnerReferences().size();
  }

  private static Container container(PodSpec pod) {
    assertThat(pod.getContainers()).hasSize(1);
    return pod.getContainers().get(0);
  }

  private static Map<String, String> values(Container container) {
    var values = new TreeMap<String, String>();
    container.getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .forEach(variable -> values.put(variable.getName(), variable.getValue()));
    return values;
  }

  /** Something for each variable that comes from a Secret, but for those that have a form. */
  private static Map<String, String> secretValues(Container container) {
    var values = new TreeMap<String, String>();
    container.getEnv().stream()
        .filter(variable -> variable.getValueFrom() != null)
        .map(EnvVar::getName)
        .forEach(
            key -> {
              if (key.endsWith("ENDPOINTS") || key.endsWith("ENDPOINT")) {
                values.put(key, "https://faces.example.com");
              } else if (key.endsWith("KEYS") || key.endsWith("CONNECTION")) {
                values.put(key, "key");
              }
            });
    return values;
  }
}
