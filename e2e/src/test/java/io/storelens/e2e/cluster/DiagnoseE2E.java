package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
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
    cluster.ask("apply", "--server-side", "--filename", Chart.HOME.resolve("crds/yaml").toString());
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
    var zip = folder.resolve("found.zip");
    var process = diagnose("--namespace", NAMESPACE, "--output", zip.toString());
    assertThat(process.said()).contains("Look through it");
    assertThat(process.status()).isZero();
    var files = read(zip);
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
    var process = diagnose(nowhere, "--output", zip.toString());
    assertThat(process.status()).isOne();
    assertThat(process.said()).contains("set KUBECONFIG").doesNotContain("\tat ");
    assertThat(zip).doesNotExist();
  }

  private static Outcome diagnose(String... options) throws Exception {
    return diagnose(cluster.kubeconfig(), options);
  }

  private static Outcome diagnose(Path kubeconfig, String... options) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Chart.HOME.resolve("standalone/target/storelens-standalone.jar").toString(),
                "diagnose"));
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), said);
  }

  private static Map<String, String> read(Path zip) throws IOException {
    var files = new TreeMap<String, String>();
    try (var archive = new ZipFile(zip.toFile())) {
      for (var entry : Collections.list(archive.entries())) {
        try (var in = archive.getInputStream(entry)) {
          files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return files;
  }

  private record Outcome(int status, String said) {}
}
