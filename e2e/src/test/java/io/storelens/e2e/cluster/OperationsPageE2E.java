package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.storelens.embedded.debian.HostTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/operations.md shows is what a platform team can type. */
@Tag("cluster")
class OperationsPageE2E {
  private static final Path HOME = Path.of(System.getProperty("storelens.home")).normalize();
  private static final Path PAGE = HOME.resolve("docs/operations.md");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String CAMERA = "paris-001-checkout-1";

  @TempDir Path folder;
  private static Cluster cluster;
  private String namespace;
  private OperatorCommand operator;

  @BeforeAll
  static void bringUp() {
    HostTool.JQ.path();
    cluster = Cluster.up();
    cluster.ask("apply", "--server-side", "-f", HOME.resolve("crds/yaml").toString());
  }

  @BeforeEach
  void startOperatorOnTheExamples() {
    namespace = "operations-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    cluster.ask("create", "namespace", namespace);
    cluster.ask("apply", "-n", namespace, "-f", HOME.resolve("examples").toString());
    operator =
        OperatorCommand.run(
            Map.of("KUBECONFIG", cluster.kubeconfig().toString()), "--namespace", namespace);
    operator.awaitStart();
    await().atMost(SOON).until(() -> !reason().isEmpty());
  }

  @AfterEach
  void stopOperator() {
    operator.close();
  }

  @Test
  void passwordsAreReadAndRenewed() {
    var commands = commands("Passwords of cameras");
    String before = run(commands.get(0));
    assertThat(before).matches("[a-zA-Z2-9]{24}");

    run(commands.get(1));

    await().atMost(SOON).until(() -> !run(commands.get(2)).isEmpty());
    assertThat(run(commands.get(0))).matches("[a-zA-Z2-9]{24}").isNotEqualTo(before);
    run(commands.get(3));
    assertThat(resource("secret", "till-password").at("/data/username").asText()).isNotEmpty();
    assertThat(commands).hasSize(4);
  }

  @Test
  void resourceIsLeftAloneAndTakenUpAgain() {
    var commands = commands("Leave alone");
    run(commands.get(0));
    run(commands.get(2));
    String generation = observedGeneration();
    // What comes later is done; what is paused is not.
    cluster.ask(
        "patch",
        "camera",
        "paris-001-checkout-2",
        "-n",
        namespace,
        "--type=merge",
        "--patch={\"spec\":{\"position\":\"Door\"}}");
    await()
        .atMost(SOON)
        .until(
            () ->
                resource("camera", "paris-001-checkout-2")
                    .at("/status/observedGeneration")
                    .asText()
                    .equals("2"));
    assertThat(observedGeneration()).isEqualTo(generation);

    run(commands.get(1));

    await().atMost(SOON).until(() -> reason().equals("Paused"));
    assertThat(commands.get(3)).startsWith("kubectl scale deployment storelens-operator ");
    assertThat(commands).hasSize(4);
  }

  @Test
  void backupBringsPasswordsBack() {
    var commands = commands("Back up and restore");
    var read = commands("Passwords of cameras").get(0);
    String password = run(read);
    run(commands.get(0));
    run(commands.get(1));
    // No node runs the FTP servers that could hand over what they hold.
    cluster.ask("annotate", "regions", "--all", "-n", namespace, "storelens.io/abandon-spool=true");
    run(commands("Uninstall").get(0));
    await().atMost(SOON).until(() -> generatedPasswords() == 0);

    run(commands.get(2));
    run(commands.get(3));

    await()
        .atMost(SOON)
        .until(
            () ->
                resource("secret", CAMERA + "-credentials")
                    .at("/metadata/ownerReferences/0/uid")
                    .asText()
                    .equals(resource("camera", CAMERA).at("/metadata/uid").asText()));
    assertThat(run(read)).isEqualTo(password);
    assertThat(generatedPasswords()).isEqualTo(8);
    assertThat(commands).hasSize(4);
  }

  private static List<String> commands(String heading) {
    return PageCommands.of(PAGE, heading).stream()
        .filter(command -> !command.startsWith("helm "))
        .toList();
  }

  /** Runs a command of the page in the namespace of the test; gives what it printed. */
  private String run(String command) {
    String script =
        """
        set -euo pipefail
        kubectl() { '%s' kubectl --namespace %s "$@"; }
        %s
        """
            .formatted(
                HOME.resolve("e2e/cluster"), namespace, command.replace(" shops", " " + namespace));
    try {
      var process =
          new ProcessBuilder("bash", "-c", script)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s said: %s", command, output).isZero();
      return output;
    } catch (IOException e) {
      throw new IllegalStateException(command + " did not run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    }
  }

  private String reason() {
    return StreamSupport.stream(
            resource("camera", CAMERA).at("/status/conditions").spliterator(), false)
        .filter(one -> one.path("type").asText().equals("Ready"))
        .map(one -> one.path("reason").asText())
        .findFirst()
        .orElse("");
  }

  private String observedGeneration() {
    return resource("camera", CAMERA).at("/status/observedGeneration").asText();
  }

  private long generatedPasswords() {
    return names("secrets").filter(name -> name.endsWith("-credentials")).count();
  }

  private Stream<String> names(String kind) {
    return cluster.ask("get", kind, "-n", namespace, "-o", "name").lines();
  }

  private JsonNode resource(String kind, String name) {
    try {
      return JSON.readTree(cluster.ask("get", kind, name, "-n", namespace, "-o", "json"));
    } catch (IOException e) {
      throw new IllegalStateException(kind + " " + name + " is no JSON", e);
    }
  }
}
