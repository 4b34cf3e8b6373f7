package io.storelens.standalone.diagnose;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.storelens.operator.OperatorClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code storelens diagnose}: what somebody who is asked for help needs to see, without secrets.
 */
@Command(
    name = "diagnose",
    description =
        "Collects resources, events and logs of Storelens in the cluster of KUBECONFIG into a zip"
            + " file. Values of Secrets are left out.",
    mixinStandardHelpOptions = true)
public final class DiagnoseCommand implements Callable<Integer> {
  @Option(
      names = "--namespace",
      paramLabel = "NS",
      description = "Where Storelens runs. Default: the namespace of KUBECONFIG.")
  private String namespace;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "storelens-diagnosis.zip",
      description = "The file to write. Default: ${DEFAULT-VALUE}.")
  private Path output;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    var err = command.commandLine().getErr();
    try (var client = OperatorClient.open(config());
        var file = Files.newOutputStream(output);
        var archive = new DiagnosisArchive(file)) {
      String where = namespace == null ? client.getNamespace() : namespace;
      require(client, where);
      var diagnosis = new Diagnosis(client, where == null ? "default" : where);
      diagnosis.collect(
          archive,
          step -> {
            err.println(step);
            err.flush();
          });
    } catch (KubernetesClientException e) {
      Files.deleteIfExists(output);
      throw new IllegalStateException(
          "The cluster does not answer: set KUBECONFIG to one that does", e);
    }
    var out = command.commandLine().getOut();
    out.println(output + " holds what was found. Look through it before you send it to anybody.");
    out.flush();
    return 0;
  }

  /** Somebody waits for the answer: a cluster that is not there is not asked for minutes. */
  private static Config config() {
    return new ConfigBuilder(Config.autoConfigure(null)).withRequestRetryBackoffLimit(2).build();
  }

  private static void require(KubernetesClient client, String namespace) {
    client.pods().inNamespace(namespace == null ? "default" : namespace).list();
  }
}
