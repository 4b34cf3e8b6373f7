package io.storelens.standalone.up;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.directory.SkewPolicy;
import io.storelens.operator.directory.Credentials;
import io.storelens.podkit.Pod;
import io.storelens.standalone.simulator.BackfillPlan;
import io.storelens.standalone.simulator.CameraSimulator;
import io.storelens.standalone.simulator.ScenePool;
import io.storelens.standalone.simulator.Shot;
import io.storelens.standalone.simulator.SimulatedCamera;
import io.storelens.standalone.simulator.Upload;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sample cameras of {@code up}. At the first start those that keep photos while their line is
 * down (their names tell the time, and their clocks are believed) upload a week of them; then all
 * upload as customers come.
 */
final class SampleCameras implements Pod {
  private static final Logger LOGGER = LoggerFactory.getLogger(SampleCameras.class);

  private static final int SCENES = 32;
  private static final int DAYS = 7;
  private static final int PHOTOS_PER_CAMERA_AND_DAY = 14;

  /** Few, so that real cameras are not kept waiting. */
  private static final int CONNECTIONS = 4;

  /** The same at each start: a week that is uploaded again after an interruption counts once. */
  private static final long WEEK_SEED = 2026;

  private final Vertx vertx;
  private final UpOptions options;
  private final Collection<CameraEntry> cameras;
  private final Map<String, Credentials> credentials;
  private final Path caughtUp;
  private final Progress progress;
  private ScenePool scenes;
  private CameraSimulator running;
  private boolean stopping;

  SampleCameras(
      Vertx vertx,
      UpOptions options,
      Collection<CameraEntry> cameras,
      Map<String, Credentials> credentials,
      Path data,
      Progress progress) {
    this.vertx = vertx;
    this.options = options;
    // The others' photos would need a folder, name or header that tells whose they are.
    this.cameras =
        cameras.stream().filter(camera -> camera.identifiedBy().loginSuffices()).toList();
    this.credentials = credentials;
    this.caughtUp = data.resolve("simulator-caught-up");
    this.progress = progress;
  }

  @Override
  public String name() {
    return "sample cameras";
  }

  /** Begins; the uploads go on in the background. */
  @Override
  public Future<?> start() {
    scenes = new ScenePool(SCENES, WEEK_SEED);
    vertx
        .executeBlocking(
            () -> {
              if (options.sampleHistory.isPresent()) {
                // That week is made up already.
                Files.writeString(caughtUp, Clock.systemUTC().instant().toString());
              } else if (!Files.exists(caughtUp)) {
                catchUp();
              }
              startLive();
              return null;
            })
        .onFailure(
            failure -> LOGGER.atWarn().setCause(failure).log("the sample cameras have stopped"));
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return vertx.executeBlocking(
        () -> {
          end();
          return null;
        });
  }

  private void catchUp() throws IOException, InterruptedException {
    var keepers = cameras.stream().filter(SampleCameras::keepsPhotos).map(this::play).toList();
    if (keepers.isEmpty()) {
      return;
    }
    List<Shot> week =
        BackfillPlan.of(
            keepers, DAYS, PHOTOS_PER_CAMERA_AND_DAY, Clock.systemUTC().instant(), WEEK_SEED);
    progress.say(
        "%d sample cameras upload the %d photos they kept since last week"
            .formatted(keepers.size(), week.size()));
    var simulator = begin(keepers, WEEK_SEED);
    simulator.backfill(week, CONNECTIONS);
    if (simulator.tally().acknowledged() == week.size()) {
      Files.writeString(caughtUp, Clock.systemUTC().instant().toString());
      progress.say("The week is uploaded");
    }
  }

  private void startLive() {
    var all = cameras.stream().map(this::play).toList();
    if (all.isEmpty()) {
      return;
    }
    var simulator = begin(all, System.nanoTime());
    if (isStopping()) {
      return;
    }
    simulator.start(options.rate);
    long open =
        all.stream().filter(camera -> camera.hours().isOpen(Clock.systemUTC().instant())).count();
    progress.say(
        "%d sample cameras, %d of them in open stores, upload %s photos a second"
            .formatted(all.size(), open, options.rate));
  }

  private synchronized CameraSimulator begin(List<SimulatedCamera> played, long seed) {
    running =
        new CameraSimulator(
            played,
            options.reachableHost(),
            options.ftpPort,
            scenes,
            Clock.systemUTC(),
            seed,
            SampleCameras::tell);
    if (stopping) {
      running.close();
    }
    return running;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private void end() {
    CameraSimulator last;
    synchronized (this) {
      stopping = true;
      last = running;
    }
    // First, so that no camera waits for a scene that is still to be drawn.
    scenes.close();
    if (last != null) {
      last.close();
    }
  }

  private static void tell(Upload upload) {
    upload
        .failure()
        .ifPresent(
            reply ->
                LOGGER
                    .atInfo()
                    .addKeyValue("camera", upload.shot().camera().name())
                    .addKeyValue("reply", reply)
                    .log("a sample photo was not taken"));
  }

  /** Whether the photos of {@code camera} count at the time in their name, however old it is. */
  private static boolean keepsPhotos(CameraEntry camera) {
    return !camera.paused()
        && camera.captureTime().sources().get(0) == CaptureSource.FILE_NAME
        && camera.captureTime().onSkew() == SkewPolicy.USE_CAMERA;
  }

  private SimulatedCamera play(CameraEntry camera) {
    return SimulatedCamera.of(
        camera.camera(),
        camera.store(),
        camera.storeHours(),
        camera.username(),
        Optional.ofNullable(credentials.get(camera.camera())).orElseThrow().password());
  }
}
