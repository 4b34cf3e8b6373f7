package io.storelens.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.JpegFiles;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.PhotoReader;
import io.storelens.analyzer.photo.RgbImage;
import io.storelens.embedded.debian.TurboJpeg;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing of a photo survives its analysis: not on disk, not in the database, not in memory that is
 * in use. (A dump of what is in use begins with a garbage collection.)
 */
class PrivacyIT {
  private static final Instant NOON = Instant.parse("2026-11-24T11:00:00Z");
  private static final int COMMENT = 0xfe;

  @TempDir private Path folder;

  @Test
  void leavesNothingOfAPhotoOnDiskInTheDatabaseOrInMemory() throws Exception {
    // Given: a photo with bytes that nothing else has
    byte[] mark = new byte[64];
    new Random().nextBytes(mark);
    byte[] photo = JpegFiles.withSegment(TestPhotos.oneMan(), COMMENT, mark);
    try (var database = AnalyzerDatabase.start(folder.resolve("database"))) {
      database.store("privacy", "Europe/Paris");
      int port = freePort();
      var analyzer = start(database, port);
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(() -> post(port, photo) == 200);
        // When: the analyzer has nothing to do
        var dump = folder.resolve("heap.hprof");
        await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(
                () -> {
                  Files.deleteIfExists(dump);
                  dumpHeap(analyzer, dump);
                  // Then
                  assertThat(holds(dump, "storelens".getBytes(StandardCharsets.UTF_8)))
                      .as("a dump that can be searched")
                      .isTrue();
                  assertThat(holds(dump, mark)).as("the file, in memory").isFalse();
                  for (byte[] pixels : pixels(photo)) {
                    assertThat(holds(dump, pixels)).as("the pixels, in memory").isFalse();
                  }
                });
        Files.delete(dump);
      } finally {
        analyzer.destroy();
        assertThat(analyzer.waitFor(60, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(database.value("select count(*) from face_observation")).isEqualTo("1");
      // No column that analyzers may write could hold a photo, an id of a face or an embedding.
      assertThat(
              database.rows(
                  """
                  select distinct table_name || '.' || column_name
                  from information_schema.columns
                  where table_schema = 'public' and data_type in ('bytea', 'json', 'jsonb', 'oid')
                    and has_table_privilege('storelens_writer',
                      format('%I.%I', table_schema, table_name), 'insert')
                  order by 1
                  """))
          .containsExactlyInAnyOrder("face_observation.photo_id", "photo.photo_id");
    }
    assertThat(filesThatHold(mark)).isEmpty();
  }

  private Process start(AnalyzerDatabase database, int port)
      throws IOException, InterruptedException {
    var work = Files.createDirectories(folder.resolve("work"));
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + work,
                "-cp",
                System.getProperty("java.class.path"),
                AnalyzerMain.class.getName())
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("analyzer.log").toFile());
    var env = new HashMap<>(database.config().toEnv());
    env.put("ANALYZER_HTTP_PORT", Integer.toString(port));
    env.put("ANALYZER_REGIONS", "eu-west=200:100:mood");
    env.put("ANALYZER_TURBOJPEG", TurboJpeg.library(line -> {}).toString());
    env.put("MANAGEMENT_PORT", "0");
    builder.environment().putAll(env);
    return builder.start();
  }

  private static int post(int port, byte[] photo) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/photos"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(photo));
    RunningAnalyzer.photo("privacy", photo, NOON).toHeaders().forEach(request::header);
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void dumpHeap(Process process, Path file)
      throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    int status =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.heap_dump", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertThat(status).as("jcmd of a JDK").isZero();
  }

  /** Slices of rows through the face, as decoded for the models and as whole pixels. */
  private static List<byte[]> pixels(byte[] photo) throws Exception {
    var slices = new ArrayList<byte[]>();
    try (var reader =
        new PhotoReader(
            io.storelens.analyzer.photo.TurboJpeg.load(Optional.of(TurboJpeg.library(line -> {}))),
            PhotoLimits.jpeg(50_000_000))) {
      for (int smallestFace : new int[] {100, 200}) {
        var image = reader.read(EncodedPhoto.of(photo), smallestFace);
        int row = image.height() / 4;
        int from = (row * image.width() + image.width() / 2) * RgbImage.CHANNELS;
        slices.add(Arrays.copyOfRange(image.pixels(), from, from + 90));
      }
    }
    return slices;
  }

  private List<Path> filesThatHold(byte[] wanted) throws IOException {
    try (var files = Files.walk(folder)) {
      var found = new ArrayList<Path>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (holds(file, wanted)) {
          found.add(file);
        }
      }
      return found;
    }
  }

  private static boolean holds(Path file, byte[] wanted) throws IOException {
    byte[] window = new byte[1 << 20];
    int kept = 0;
    try (var stream = new BufferedInputStream(Files.newInputStream(file))) {
      while (true) {
        int read = stream.read(window, kept, window.length - kept);
        if (read < 0) {
          return false;
        }
        int length = kept + read;
        for (int i = 0; i <= length - wanted.length; i++) {
          if (window[i] == wanted[0]
              && Arrays.equals(window, i, i + wanted.length, wanted, 0, wanted.length)) {
            return true;
          }
        }
        kept = Math.min(length, wanted.length - 1);
        System.arraycopy(window, length - kept, window, 0, kept);
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
