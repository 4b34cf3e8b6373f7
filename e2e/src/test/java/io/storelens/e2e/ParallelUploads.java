package io.storelens.e2e;

import static io.storelens.e2e.StoreFolder.CAMERA;
import static io.storelens.e2e.StoreFolder.PASSWORD;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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

/** Different photos that several cameras upload at once, each until it is acknowledged. */
final class ParallelUploads {
  static final int CAMERAS = 8;

  private final int photos;
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

  ParallelUploads(int photos) {
    this.photos = photos;
  }

  /** How many got their 226. */
  int acknowledged() {
    return acknowledged.size();
  }

  /**
   * Uploads what is not acknowledged until {@code enough} are, then runs {@code end} in the midst.
   */
  void until(StorelensProcess storelens, int enough, Runnable end) throws Exception {
    var missing = new TreeSet<>(IntStream.range(0, photos).boxed().toList());
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
