package io.storelens.standalone.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Plays checkout cameras: real photos, each with bytes of its own, uploaded over FTP while the
 * cameras' stores are open. A camera has one upload at a time, as real ones do.
 *
 * <p>One of {@link #start} and {@link #backfill} is used, once.
 */
public final class CameraSimulator implements AutoCloseable {
  /** Uploads at the same time; beyond it arrivals wait and are late. */
  private static final int MOST_UPLOADS = 256;

  private static final Duration NOBODY_OPEN = Duration.ofSeconds(1);

  private final List<SimulatedCamera> cameras;
  private final CameraClient client;
  private final ScenePool scenes;
  private final Clock clock;
  private final long seed;
  private final Consumer<Upload> listener;
  private final UploadTally.Counter counter = new UploadTally.Counter();
  private final AtomicLong photos = new AtomicLong();
  private final ConcurrentHashMap<String, ReentrantLock> busy = new ConcurrentHashMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private ExecutorService threads;

  /**
   * @param cameras cameras to play, at least one
   * @param host where they upload to
   * @param port its FTP port
   * @param scenes what they see; not closed with this
   * @param clock their clock, and what tells whether a store is open
   * @param seed the same seed makes the same order of cameras and scenes
   * @param listener told of each upload that ended, by the thread that made it
   * @throws IllegalArgumentException if there is no camera
   */
  public CameraSimulator(
      List<SimulatedCamera> cameras,
      String host,
      int port,
      ScenePool scenes,
      Clock clock,
      long seed,
      Consumer<Upload> listener) {
    if (cameras.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one camera to simulate");
    }
    this.cameras = List.copyOf(cameras);
    this.client = new CameraClient(host, port);
    this.scenes = scenes;
    this.clock = clock;
    this.seed = seed;
    this.listener = listener;
  }

  /**
   * Uploads at random moments (a Poisson process), whether or not earlier uploads have ended: as
   * customers come. Any camera whose store is open may be next.
   *
   * @param photosPerSecond mean over all open cameras, above 0
   */
  public void start(double photosPerSecond) {
    if (!(photosPerSecond > 0)) {
      throw new IllegalArgumentException("photosPerSecond must be above 0");
    }
    // One more for the arrivals.
    begin(Math.min(cameras.size(), MOST_UPLOADS) + 1);
    threads.execute(() -> arrivals(photosPerSecond));
  }

  /**
   * Uploads photos of the past, as cameras do that kept them while their line was down. Returns
   * when all are done, or after {@link #close}.
   *
   * @param shots what to upload, in this order; also of stores that are closed by now
   * @param connections uploads at the same time, 1 to 256
   */
  public void backfill(List<Shot> shots, int connections) throws InterruptedException {
    if (connections < 1 || connections > MOST_UPLOADS) {
      throw new IllegalArgumentException(
          "connections must be from 1 to " + MOST_UPLOADS + ", not " + connections);
    }
    begin(connections);
    var left = new ConcurrentLinkedQueue<>(shots);
    for (int connection = 0; connection < connections; connection++) {
      threads.execute(
          () -> {
            Shot shot;
            while (!stopped() && (shot = left.poll()) != null) {
              upload(shot);
            }
          });
    }
    threads.shutdown();
    threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  }

  /** Sums up to now. */
  public UploadTally tally() {
    return counter.tally();
  }

  /** Lets uploads end that have begun, at most 30 seconds, and begins no other. */
  @Override
  public void close() {
    stopping.countDown();
    if (threads == null) {
      return;
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void begin(int size) {
    if (threads != null) {
      throw new IllegalStateException("the cameras were already started");
    }
    var number = new AtomicLong();
    threads =
        Executors.newFixedThreadPool(
            size,
            task -> {
              var thread = new Thread(task, "camera-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  private void arrivals(double photosPerSecond) {
    var random = new Random(seed);
    long next = System.nanoTime();
    while (!stopped()) {
      var open = openCameras();
      if (open.isEmpty()) {
        pause(NOBODY_OPEN);
        next = System.nanoTime();
        continue;
      }
      next += (long) (-Math.log(1 - random.nextDouble()) / photosPerSecond * 1e9);
      if (pause(Duration.ofNanos(next - System.nanoTime()))) {
        return;
      }
      var camera = open.get(random.nextInt(open.size()));
      try {
        threads.execute(() -> uploadNow(camera));
      } catch (RejectedExecutionException e) {
        return; // Closed this moment.
      }
    }
  }

  private List<SimulatedCamera> openCameras() {
    var now = clock.instant();
    var open = new ArrayList<SimulatedCamera>(cameras.size());
    for (var camera : cameras) {
      if (camera.hours().isOpen(now)) {
        open.add(camera);
      }
    }
    return open;
  }

  private void uploadNow(SimulatedCamera camera) {
    if (!stopped()) {
      upload(new Shot(camera, clock.instant()));
    }
  }

  private void upload(Shot shot) {
    long number = photos.getAndIncrement();
    var random = new Random(seed ^ (number * 0x9e3779b97f4a7c15L));
    Scene scene;
    try {
      scene = scenes.any(random);
    } catch (CancellationException e) {
      return; // The scenes were closed first: there is nothing to see any more.
    }
    var photo = shot.photo(scene, random);
    var turn = busy.computeIfAbsent(shot.camera().name(), camera -> new ReentrantLock(true));
    turn.lock();
    try {
      counter.begun();
      long begun = System.nanoTime();
      var failure = client.failureOf(shot, photo);
      var took = Duration.ofNanos(System.nanoTime() - begun);
      var upload = new Upload(shot, shot.path(), photo.length, scene.customers(), took, failure);
      counter.ended(upload);
      listener.accept(upload);
    } finally {
      turn.unlock();
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  /**
   * Waits, but not longer than until {@link #close}.
   *
   * @return whether to stop
   */
  private boolean pause(Duration duration) {
    try {
      return stopping.await(Math.max(0, duration.toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
