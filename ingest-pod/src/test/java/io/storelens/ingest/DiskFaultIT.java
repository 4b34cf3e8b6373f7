package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.storelens.ingest.spool.StoreSteps.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Disks that fill up in the midst of a photo, and disks that fail. */
class DiskFaultIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path root;
  private IngestFixture ingest;
  private final AtomicReference<Optional<Step>> broken = new AtomicReference<>(Optional.empty());
  private final Map<Step, Integer> steps = new EnumMap<>(Step.class);
  private String fault = "Input/output error";

  @BeforeEach
  void writeDirectory() {
    ingest = new IngestFixture(root).cameras(TestCameras.camera("till-1")).steps(this::before);
  }

  private void before(Step step) throws IOException {
    synchronized (steps) {
      steps.merge(step, 1, Integer::sum);
    }
    if (broken.get().filter(step::equals).isPresent()) {
      throw new IOException(fault);
    }
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ACKNOWLEDGE"})
  void acknowledgesNothingThatTheDiskFailedWith(Step step) throws IOException {
    // Given
    ingest.start();
    var camera = ingest.login("till-1");
    byte[] photo = TestPhotos.photo();
    broken.set(Optional.of(step));
    // When
    int failed = store(camera, photo);
    // Then
    assertThat(failed).isEqualTo(451);
    assertThat(steps.get(step)).as("nothing is tried twice on that file").isEqualTo(1);
    assertThat(ingest.waiting()).isEmpty();
    assertThat(ingest.health().problems()).containsKey("spool");
    // Later photos are taken, and so is this one once it is sent again.
    broken.set(Optional.empty());
    assertThat(store(camera, TestPhotos.photo())).isEqualTo(226);
    assertThat(store(camera, photo)).isEqualTo(226);
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 2);
    assertThat(ingest.meter("storelens.ingest.uploads", "outcome", "failed")).isEqualTo(1);
  }

  @Test
  void saysThatADiskIsFullWhenItFillsUpInTheMidstOfAPhoto() throws IOException {
    // Given
    ingest.start();
    var camera = ingest.login("till-1");
    fault = "No space left on device";
    broken.set(Optional.of(Step.WRITE));
    // When
    assertThat(store(camera, TestPhotos.photo())).isEqualTo(452);
    // Then
    assertThat(ingest.waiting()).isEmpty();
    assertThat(ingest.health().problems()).isEmpty();
    broken.set(Optional.empty());
    assertThat(store(camera, TestPhotos.photo())).isEqualTo(226);
  }

  /** Needs to be root; the test above has the same fault without a real disk. */
  @Test
  void survivesARealDiskThatFillsUp() throws Exception {
    var small = Files.createDirectories(root.resolve("small"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=2m", "none", small.toString())).isZero();
    try {
      // Given
      ingest.analyzer().answerPhotosWith(503);
      ingest.analyzer().retryAfter("0");
      ingest.spool(small.resolve("spool")).start();
      var camera = ingest.login("till-1");
      int stored = 0;
      int reply = 226;
      // When
      while (reply == 226 && stored < 100) {
        reply = store(camera, TestPhotos.photo(400));
        stored += reply == 226 ? 1 : 0;
      }
      // Then
      assertThat(reply).isEqualTo(452);
      assertThat(stored).isBetween(5, 50);
      assertThat(ingest.waiting()).hasSize(stored);
      // It goes on as soon as there is room, without a restart.
      ingest.analyzer().answerPhotosWith(200);
      await().atMost(SOON).until(() -> ingest.waiting().isEmpty());
      assertThat(ingest.analyzer().taken()).hasSize(stored);
      assertThat(store(ingest.login("till-1"), TestPhotos.photo(400))).isEqualTo(226);
    } finally {
      ingest.close();
      assertThat(run("umount", small.toString())).isZero();
      ingest = new IngestFixture(root);
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  private static int store(FTPClient camera, byte[] photo) throws IOException {
    camera.storeFile("a.jpg", new ByteArrayInputStream(photo));
    return camera.getReplyCode();
  }
}
