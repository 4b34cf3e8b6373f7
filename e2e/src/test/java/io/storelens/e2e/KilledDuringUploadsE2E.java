package io.storelens.e2e;

import static io.storelens.e2e.StoreFolder.CAMERA;
import static io.storelens.e2e.StoreFolder.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything is killed while cameras upload, and every photo with a 226 is counted exactly once.
 */
class KilledDuringUploadsE2E {
  private static final int PHOTOS = 200;
  private static final int CAMERAS = 8;

  @TempDir private Path folder;

  @Test
  void countsEveryAcknowledgedPhotoOnceAfterKills() throws Exception {
    var config = StoreFolder.write(folder.resolve("config"), 200, 100);
    Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    try (var storelens = new StorelensProcess(config, folder)) {
      storelens.start();
      uploadUntil(storelens, acknowledged, 60, storelens::kill);
      storelens.start();
      uploadUntil(storelens, acknowledged, 140, storelens::killWithDatabase);
      int survivors = acknowledged.size();

      storelens.start();

      // What was acknowledged is there without another upload; more only where a 226 was lost.
      await("photos that wait are counted")
          .atMost(Duration.ofMinutes(1))
          .until(() -> Summary.of(storelens).photos() >= survivors);
      assertThat(Summary.of(storelens).photos()).isBetween(survivors, survivors + 2 * CAMERAS);

      // Cameras send again what got no 226: then all are counted, and none twice.
      uploadUntil(storelens, acknowledged, PHOTOS, () -> {});
      await("all photos are counted")
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(Summary.of(storelens).photos()).isEqualTo(PHOTOS));
      assertThat(Summary.of(storelens)).isEqualTo(new Summary(PHOTOS, 0, PHOTOS, PHOTOS, 0));
      assertThat(storelens.stop()).as("exit status of an orderly stop").isEqualTo(143);
    }
  }

  /**
   * Uploads what is not acknowledged until {@code enough} are, then runs {@code end} in the midst.
   */
  private static void uploadUntil(
      StorelensProcess storelens, Set<Integer> acknowledged, int enough, Runnable end)
      throws Exception {
    var missing = new TreeSet<>(IntStream.range(0, PHOTOS).boxed().toList());
    missing.removeAll(acknowledged);
    var queue = new ConcurrentLinkedQueue<>(missing);
    ExecutorService cameras = Executors.newFixedThreadPool(CAMERAS);
    try {
      List<Callable<Void>> uploads = new ArrayList<>();
      for (int camera = 0; camera < CAMERAS; camera++) {
        uploads.add(() -> upload(storelens.ftpPort(), queue, acknowledged));
      }
      var running = uploads.stream().map(cameras::submit).toList();
      await("uploads")
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> acknowledged.size() >= enough);
      end.run();
      for (var upload : running) {
        upload.get();
      }
    } finally {
      cameras.shutdownNow();
    }
  }

  /** One camera: connect, log in, send, quit; ends with the queue, or with its server. */
  private static Void upload(
      int port, ConcurrentLinkedQueue<Integer> queue, Set<Integer> acknowledged) {
    for (Integer number = queue.poll(); number != null; number = queue.poll()) {
      var client = new FTPClient();
      try {
        client.connect("127.0.0.1", port);
        client.login(CAMERA, PASSWORD);
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        var photo = new ByteArrayInputStream(Portrait.MAN.distinct(number));
        if (client.storeFile("photo-" + number + ".jpg", photo)) {
          acknowledged.add(number);
        }
        client.quit();
        client.disconnect();
      } catch (IOException serverIsGone) {
        return null;
      }
    }
    return null;
  }
}
