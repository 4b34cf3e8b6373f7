package io.storelens.operator.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.storelens.operator.OperatorClient;
import io.storelens.operator.OperatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real API server with our CRDs, shared by all tests of the module, and a namespace for each test
 * class. Operators run in it under the role that is shipped, in that namespace alone.
 */
public final class RealCluster implements BeforeAllCallback, AfterAllCallback {
  private static final String ACCOUNT = "storelens-operator";
  private static final Path CRDS = Path.of("../crds/yaml");
  private static final Path RBAC = Path.of("rbac");
  private static final long TOKEN_SECONDS = TimeUnit.HOURS.toSeconds(2);

  private ControlPlane plane;
  private String namespace;
  private Config config;
  private KubernetesClient admin;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    plane =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(RealCluster.class))
            .computeIfAbsent(ControlPlane.class, key -> ControlPlane.up(), ControlPlane.class);
    config = Config.fromKubeconfig(plane.kubeconfig().toFile());
    admin = new KubernetesClientBuilder().withConfig(config).build();
    namespace =
        context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT)
            + "-"
            + Long.toString(System.nanoTime(), 36);
    define(CRDS);
    admin
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    grantShippedRole();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    // What waits for an operator would keep the namespace for ever.
    admin
        .genericKubernetesResources("storelens.io/v1alpha1", "Region")
        .inNamespace(namespace)
        .list()
        .getItems()
        .forEach(
            region ->
                admin
                    .resource(region)
                    .edit(
                        found -> {
                          found.getMetadata().setFinalizers(null);
                          return found;
                        }));
    admin.namespaces().withName(namespace).delete();
    admin.close();
  }

  /** The tests' own access, which may do everything. Closed with the class. */
  public KubernetesClient admin() {
    return admin;
  }

  /** The namespace of this test class. */
  public String namespace() {
    return namespace;
  }

  /** Whether its API server is one of the tests' own, and may be restarted. */
  public boolean isOurs() {
    return plane.isOurs();
  }

  /** Kills the API server and starts it again; returns when it answers. */
  public void restartApiServer() {
    plane.restartApiServer();
  }

  /** Access under the role that is shipped. The caller closes it. */
  public KubernetesClient underShippedRole() {
    return OperatorClient.open(shippedConfig());
  }

  /** {@link #underShippedRole}, to be changed before use, such as for a proxy in between. */
  public Config shippedConfig() {
    String token =
        admin
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(ACCOUNT)
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(TOKEN_SECONDS)
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    return new ConfigBuilder()
        .withAutoConfigure(false)
        .withMasterUrl(config.getMasterUrl())
        .withCaCertData(config.getCaCertData())
        .withCaCertFile(config.getCaCertFile())
        .withTrustCerts(config.isTrustCerts())
        .withNamespace(namespace)
        .withOauthToken(token)
        .build();
  }

  /** Settings of an operator for this namespace; {@code more} comes on top. */
  public OperatorSettings settings(Map<String, String> more) {
    var environment =
        new TreeMap<>(
            Map.of(
                "OPERATOR_NAMESPACES", namespace,
                "OPERATOR_LEADER_ELECTION", "false",
                "OPERATOR_INGEST_IMAGE", "example.test/ingest-pod:1",
                "OPERATOR_ANALYZER_IMAGE", "example.test/analyzer-pod:1"));
    environment.putAll(more);
    return OperatorSettings.from(environment);
  }

  /** An operator under the role that is shipped, that works until it is closed. */
  public RunningOperator operator() {
    return operator(settings(Map.of()));
  }

  /** {@link #operator()} with other settings. */
  public RunningOperator operator(OperatorSettings settings) {
    return RunningOperator.start(settings, underShippedRole());
  }

  private void define(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "*.yaml")) {
      for (Path file : files) {
        apply(file);
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                admin.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                    .filter(crd -> crd.getSpec().getGroup().equals("storelens.io"))
                    .flatMap(crd -> crd.getStatus().getConditions().stream())
                    .filter(condition -> condition.getType().equals("Established"))
                    .allMatch(condition -> condition.getStatus().equals("True")));
  }

  private void grantShippedRole() throws IOException {
    var account =
        new ServiceAccountBuilder()
            .withNewMetadata()
            .withName(ACCOUNT)
            .withNamespace(namespace)
            .endMetadata()
            .build();
    admin.resource(account).create();
    try (var files = Files.newDirectoryStream(RBAC, "*.yaml")) {
      for (Path file : files) {
        HasMetadata role = apply(file);
        var binding =
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(role.getMetadata().getName())
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef(
                    "rbac.authorization.k8s.io", role.getKind(), role.getMetadata().getName())
                .addNewSubject("", "ServiceAccount", ACCOUNT, namespace)
                .build();
        admin.resource(binding).create();
      }
    }
  }

  private HasMetadata apply(Path file) throws IOException {
    try (var text = Files.newInputStream(file)) {
      HasMetadata resource = admin.load(text).items().get(0);
      return admin.resource(resource).inNamespace(namespace).forceConflicts().serverSideApply();
    }
  }
}
