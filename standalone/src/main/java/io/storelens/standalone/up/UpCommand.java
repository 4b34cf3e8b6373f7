package io.storelens.standalone.up;

import io.storelens.contract.config.ListenAddress;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.operator.directory.Credentials;
import io.storelens.podkit.Health;
import io.storelens.podkit.Management;
import io.storelens.podkit.Metrics;
import io.storelens.podkit.Pod;
import io.storelens.podkit.PodContext;
import io.storelens.podkit.PodSequence;
import io.storelens.podkit.Termination;
import io.storelens.standalone.analyze.JpegLibrary;
import io.storelens.standalone.credential.GeneratedPasswords;
import io.storelens.standalone.resource.Chain;
import io.storelens.standalone.resource.ChainReader;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code storelens up}: the whole pipeline in this process, until it is asked to stop. */
@Command(
    name = "up",
    description = "Runs the whole pipeline on this machine: database, ingest, analyzer, reports.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nEnvironment:%n",
    footer = "  STORELENS_ADMIN_PASSWORD   password of the page's login; else one is generated")
public final class UpCommand implements Callable<Integer> {
  private static final int MANAGEMENT_PORT = 9090;

  @Mixin private UpOptions options;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (options.sampleHistory.isPresent() && options.database.isPresent()) {
      throw new ParameterException(
          command.commandLine(),
          "--sample-history is for the embedded database; leave out --database: made-up customers"
              + " do not belong among real ones");
    }
    var progress = new Progress(command.commandLine().getOut());
    progress.say("Reading the stores and cameras in " + options.config);
    var chain = new ChainReader().read(options.config);
    progress.say(
        "%d regions, %d stores, %d cameras"
            .formatted(chain.regions().size(), chain.stores().size(), chain.cameras().size()));
    var data = options.data.toAbsolutePath().normalize();
    var passwords = data.resolve("credentials");
    var admin =
        AdminPassword.from(
            Optional.ofNullable(System.getenv(AdminPassword.VARIABLE)), data.resolve("login"));
    run(chain, credentials(chain, passwords), data, admin, progress);
    return 0;
  }

  private void run(
      Chain chain,
      Map<String, Credentials> credentials,
      Path data,
      AdminPassword admin,
      Progress progress)
      throws InterruptedException {
    var vertx = Vertx.vertx();
    var metrics = new Metrics();
    var health = new Health();
    var context = new PodContext(vertx, metrics.registry(), health);
    var management =
        new Management(
            vertx, new ListenAddress(Pipeline.LOOPBACK, managementPort()), metrics, health);
    var database =
        new DatabasePart(vertx, health, options.database, data.resolve("database"), progress::say);
    var pipeline =
        new Pipeline(options, chain, context, database, admin, JpegLibrary.find(progress::say));
    List<Pod> parts = new ArrayList<>();
    parts.add(announced(progress, "Starting the database", database));
    var catalogue = new CataloguePart(vertx, chain, credentials, data, database::owner);
    parts.add(announced(progress, "Preparing schema, catalogue and camera accounts", catalogue));
    options.sampleHistory.ifPresent(
        days ->
            parts.add(
                announced(
                    progress,
                    "Making up customers of the last " + days + " days",
                    new SampleHistoryPart(vertx, database::owner, catalogue::cameras, days))));
    parts.add(announced(progress, "Loading the face models", pipeline.analyzer()));
    parts.add(announced(progress, "Starting the FTP ingest", pipeline.ingest()));
    parts.add(announced(progress, "Starting the reports", pipeline.report()));
    parts.add(management);
    if (!options.noSimulator) {
      parts.add(
          new LatePart(
              "sample cameras",
              () ->
                  new SampleCameras(
                      vertx, options, samples(chain, catalogue), credentials, data, progress)));
    }
    var sequence = new PodSequence(parts);
    var termination =
        Termination.beforehand(
            () -> {
              progress.say("Stopping in order");
              sequence.stop().await();
              vertx.close().await();
              metrics.close();
              progress.say("Stopped");
            });
    sequence.start().await();
    progress.show(
        new Welcome(options, chain, admin, data.resolve("credentials"), catalogue.cameras())
            .text(management.port()));
    termination.await();
  }

  /** Sample cameras upload in clear. */
  private static List<CameraEntry> samples(Chain chain, CataloguePart catalogue) {
    return catalogue.cameras().stream()
        .filter(camera -> !TlsSettings.isRequiredIn(chain, camera.region()))
        .toList();
  }

  private static Pod announced(Progress progress, String words, Pod pod) {
    return new AnnouncedPart(progress, words, pod);
  }

  private static Map<String, Credentials> credentials(Chain chain, Path folder) throws IOException {
    var generated = new GeneratedPasswords(folder);
    var credentials = new HashMap<>(chain.credentials());
    for (var camera : chain.cameras()) {
      String name = camera.getMetadata().getName();
      if (!credentials.containsKey(name)) {
        credentials.put(name, new Credentials(name, generated.of(name), true));
      }
    }
    return credentials;
  }

  private int managementPort() {
    return options.managementPort.orElseGet(() -> isFree(MANAGEMENT_PORT) ? MANAGEMENT_PORT : 0);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
