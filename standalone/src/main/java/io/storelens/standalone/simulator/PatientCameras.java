package io.storelens.standalone.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Cameras that keep a photo, and send it again, until it is acknowledged. So each photo counts once
 * in the end, whatever failed meanwhile. A camera has one upload at a time.
 */
public final class PatientCameras {
  private static final int MOST_UPLOADS = 64;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<SimulatedCamera> cameras;
  private final CameraClient client;
  private final ScenePool scenes;
  private final Clock clock;
  private final Duration patience;
  private final UploadTally.Counter counter = new UploadTally.Counter();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final Map<SimulatedCamera, ReentrantLock> busy = new ConcurrentHashMap<>();

  /**
   * @param cameras cameras to play, at least one; whether their stores are open is not asked
   * @param host where they upload to
   * @param port its FTP port
   * @param scenes what they see; not closed with this
   * @param clock their clock
   * @param patience how long a photo is sent again
   */
  public PatientCameras(
      List<SimulatedCamera> cameras,
      String host,
      int port,
      ScenePool scenes,
      Clock clock,
      Duration patience) {
    if (cameras.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one camera to simulate");
    }
    this.cameras = List.copyOf(cameras);
    this.client = new CameraClient(host, port);
    this.scenes = scenes;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Delivers {@code photos} photos, beginning {@code rate} a second; later where too many are under
   * way. Returns when each is acknowledged or given up.
   *
   * @param seed the same seed makes the same photos
   * @param listener told of each upload that ended, repeated ones too, by the thread that made it
   * @return the sums; {@link UploadTally#attempted} counts repeated uploads
   * @throws IllegalStateException if a photo could not even be made or sent, with the cause
   */
  public UploadTally deliver(int photos, double rate, long seed, Consumer<Upload> listener)
      throws InterruptedException {
    var threads = Executors.newScheduledThreadPool(Math.min(cameras.size(), MOST_UPLOADS));
    try {
      var deliveries = new ArrayList<Future<?>>();
      for (int number = 0; number < photos; number++) {
        var random = new Random(seed ^ (number * 0x9e3779b97f4a7c15L));
        deliveries.add(
            threads.schedule(
                () -> deliver(random, listener),
                (long) (number / rate * 1e9),
                TimeUnit.NANOSECONDS));
      }
      for (var delivery : deliveries) {
        delivery.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a camera failed: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return counter.tally();
  }

  /** Photos that were never acknowledged. */
  public int givenUp() {
    return givenUp.get();
  }

  private Void deliver(Random random, Consumer<Upload> listener) throws InterruptedException {
    var shot = new Shot(cameras.get(random.nextInt(cameras.size())), clock.instant());
    var scene = scenes.any(random);
    var photo = shot.photo(scene, random);
    long end = System.nanoTime() + patience.toNanos();
    Upload upload = send(shot, scene, photo);
    listener.accept(upload);
    while (!upload.acknowledged() && System.nanoTime() < end) {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      upload = send(shot, scene, photo);
      listener.accept(upload);
    }
    if (!upload.acknowledged()) {
      givenUp.incrementAndGet();
    }
    return null;
  }

  private Upload send(Shot shot, Scene scene, byte[] photo) {
    var turn = busy.computeIfAbsent(shot.camera(), camera -> new ReentrantLock(true));
    turn.lock();
    try {
      counter.begun();
      long begun = System.nanoTime();
      Optional<String> failure = client.failureOf(shot, photo);
      var took = Duration.ofNanos(System.nanoTime() - begun);
      var upload = new Upload(shot, shot.path(), photo.length, scene.customers(), took, failure);
      counter.ended(upload);
      return upload;
    } finally {
      turn.unlock();
    }
  }
}
