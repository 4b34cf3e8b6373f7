package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who needs help collects what can be seen, and gives no password away. */
@Tag("cluster")
class DiagnoseE2E {
  private static final String NAMESPACE = "storelens-diagnose";

  private static Cluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void applyAChain() {
    cluster = Cluster.up();
    cluster.ask(
        "apply",
        "--server-side",
        "--force-conflicts",
        "--filename",
        Chart.HOME.resolve("crds/yaml").toString());
    cluster.kubectl("delete", "namespace", NAMESPACE, "--ignore-not-found", "--wait=true");
    cluster.ask("create", "namespace", NAMESPACE);
    cluster.ask("apply", "--namespace", NAMESPACE, "--filename", Installation.CHAIN.toString());
  }

  @AfterAll
  static void remove() {
    cluster.kubectl("delete", "namespace", NAMESPACE, "--wait=false");
  }

  @Test
  void collectsResourcesWithoutTheValuesOfSecrets() throws Exception {
    var diagnosis =
        Diagnosis.of(cluster.kubeconfig(), folder.resolve("found.zip"), "--namespace", NAMESPACE);
    assertThat(diagnosis.said()).contains("Look through it");
    assertThat(diagnosis.status()).isZero();
    var files = diagnosis.files();
    assertThat(files.get("resources/cameras.yaml")).contains("paris-001-checkout-9");
    assertThat(files.get("resources/regions.yaml")).contains("eu-west");
    assertThat(files.get("resources/secrets.yaml")).contains("paris-001-checkout-2", "password");
    assertThat(files.get("cluster.yaml")).contains("gitVersion");
    assertThat(files.values())
        .noneMatch(text -> text.contains("a sample password"))
        .noneMatch(text -> text.contains("YSBzYW1wbGUgcGFzc3dvcmQ"));
  }

  @Test
  void saysThatThereIsNoCluster() throws Exception {
    var nowhere =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: nowhere
            clusters: [{name: nowhere, cluster: {server: "http://127.0.0.1:1"}}]
            contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
            users: [{name: nobody, user: {}}]
            """);
    var zip = folder.resolve("nothing.zip");
    var diagnosis = Diagnosis.of(nowhere, zip);
    assertThat(diagnosis.status()).isOne();
    assertThat(diagnosis.said()).contains("set KUBECONFIG").doesNotContain("\tat ");
    assertThat(zip).doesNotExist();
  }
}
