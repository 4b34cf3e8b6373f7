package io.storelens.standalone.simulate;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.operator.directory.CameraDirectory;
import io.storelens.operator.directory.SaltKey;
import io.storelens.standalone.camera.ChainOptions;
import io.storelens.standalone.resource.Chain;
import io.storelens.standalone.simulator.PatientCameras;
import io.storelens.standalone.simulator.ScenePool;
import io.storelens.standalone.simulator.SimulatedCamera;
import io.storelens.standalone.simulator.Upload;
import io.storelens.standalone.simulator.UploadTally;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code storelens simulate}: tries an installation with made-up customers, and counts. */
@Command(
    name = "simulate",
    description =
        "Plays the cameras of a folder against an FTP server: each photo is sent until it is"
            + " acknowledged.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {"0:all photos were acknowledged", "1:some were not"})
public final class SimulateCommand implements Callable<Integer> {
  private static final int SCENES = 16;
  private static final int TELL_EVERY = 100;

  @Mixin private ChainOptions options;

  @Option(
      names = "--ftp",
      required = true,
      paramLabel = "HOST[:PORT]",
      converter = FtpAddress.Converter.class,
      description = "Where the cameras upload to. Port: 21 if left out.")
  private FtpAddress ftp;

  @Option(
      names = "--photos",
      defaultValue = "100",
      description = "How many photos. Default ${DEFAULT-VALUE}.")
  private int photos;

  @Option(
      names = "--rate",
      defaultValue = "2",
      description = "Photos a second. Default ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--patience",
      defaultValue = "PT5M",
      description = "How long a photo is sent again, ISO 8601. Default ${DEFAULT-VALUE}.")
  private Duration patience;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed makes the same photos, except for their times.")
  private long seed;

  @Spec private CommandSpec command;

  private final AtomicInteger acknowledged = new AtomicInteger();

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(photos >= 1, "--photos must be at least 1");
    require(rate > 0, "--rate must be above 0");
    var cameras = cameras(options.read());
    require(
        !cameras.isEmpty(),
        "no camera can be played: each needs a Secret with its username and password in the folder,"
            + " and to be identified by its login");
    try (var scenes = new ScenePool(SCENES, seed)) {
      var players =
          new PatientCameras(cameras, ftp.host(), ftp.port(), scenes, Clock.systemUTC(), patience);
      var tally = players.deliver(photos, rate, seed, this::tell);
      return report(tally, players.givenUp());
    }
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(command.commandLine(), message);
    }
  }

  /** Cameras that a user name and a password are known of. */
  private static List<SimulatedCamera> cameras(Chain chain) {
    var known =
        chain.cameras().stream()
            .filter(camera -> chain.credentials().containsKey(camera.getMetadata().getName()))
            .toList();
    return new CameraDirectory(new SaltKey(SaltKey.random()))
        .shards(chain.stores(), known, chain.credentials(), Map.of()).stream()
            .flatMap(shard -> shard.cameras().stream())
            .filter(camera -> camera.identifiedBy().loginSuffices() && !camera.paused())
            .map(camera -> played(camera, chain))
            .toList();
  }

  private static SimulatedCamera played(CameraEntry camera, Chain chain) {
    return SimulatedCamera.of(
        camera.camera(),
        camera.store(),
        camera.storeHours(),
        camera.username(),
        chain.credentials().get(camera.camera()).password());
  }

  private void tell(Upload upload) {
    var err = command.commandLine().getErr();
    upload
        .failure()
        .ifPresent(why -> err.println(upload.shot().camera().name() + " sends again: " + why));
    if (upload.acknowledged() && acknowledged.incrementAndGet() % TELL_EVERY == 0) {
      err.println(acknowledged.get() + " of " + photos + " photos acknowledged");
    }
    err.flush();
  }

  private int report(UploadTally tally, int givenUp) {
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        "%d photos acknowledged, %d given up, %d uploads repeated, %d customers, slowest %.1f s%n",
        tally.acknowledged(),
        givenUp,
        tally.attempted() - photos,
        tally.customersOfAnyGender(),
        tally.slowest().toMillis() / 1000.0);
    out.flush();
    return givenUp == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
