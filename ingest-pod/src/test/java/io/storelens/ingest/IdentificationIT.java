package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.Identification;
import io.storelens.contract.directory.Identification.Location;
import io.storelens.contract.handover.PhotoId;
import io.storelens.ingest.spool.PhotoDigest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One account, several cameras. */
class IdentificationIT {
  @TempDir Path root;
  private IngestFixture ingest;
  private FTPClient recorder;

  @BeforeEach
  void logIn() throws IOException {
    var paused =
        TestCameras.sharing(
            TestCameras.paused("paused"), "paris", Identification.bySerialNumber("P-17"));
    ingest =
        new IngestFixture(root)
            .cameras(
                sharing("till-1", Identification.byDirectory("cam-1")),
                sharing("till-2", Identification.byFileName(".*_02_[0-9]+\\.jpg")),
                sharing("till-3", Identification.bySerialNumber("A-17")),
                sharing("till-4", Identification.byLocation(new Location(48.87, 2.33, 100))),
                paused)
            .start();
    recorder = ingest.login("paris");
  }

  private static CameraEntry sharing(String name, Identification by) {
    return TestCameras.sharing(TestCameras.camera(name), "paris", by);
  }

  @AfterEach
  void stop() throws IOException {
    recorder.disconnect();
    ingest.close();
  }

  @Test
  void tellsCamerasByFolderNameSerialNumberAndPlace() throws IOException {
    assertCountsFor("till-1", "cam-1/2026/a.jpg", TestPhotos.photo());
    assertCountsFor("till-2", "x_02_7.jpg", TestPhotos.photo());
    assertCountsFor("till-3", "x.jpg", TestPhotos.withOrigin("A-17", 0, 0));
    assertCountsFor("till-4", "x.jpg", TestPhotos.withOrigin(null, 48.8701, 2.3301));
  }

  @Test
  void looksIntoTheBeginningOfALargePhoto() throws IOException {
    byte[] header = TestPhotos.withOrigin("A-17", 0, 0);
    byte[] photo = Arrays.copyOf(header, 700_000);
    photo[photo.length - 2] = (byte) 0xFF;
    photo[photo.length - 1] = (byte) 0xD9;
    assertCountsFor("till-3", "x.jpg", photo);
  }

  @Test
  void refusesAPhotoOfNoCamera() throws IOException {
    assertThat(store("x.jpg", TestPhotos.withOrigin("B-99", 10, 10))).isEqualTo(553);
    assertThat(recorder.getReplyString()).contains("No camera of this account");
    assertThat(ingest.meter("storelens.ingest.refusals", "reason", "unknownCamera")).isOne();
    assertThat(ingest.waiting()).isEmpty();
  }

  @Test
  void refusesAPhotoOfAPausedCameraThatOnlyThePhotoTells() throws IOException {
    assertThat(store("x.jpg", TestPhotos.withOrigin("P-17", 10, 10))).isEqualTo(553);
    assertThat(recorder.getReplyString()).contains("paused");
  }

  @Test
  void ignoresTestFilesOfNoCamera() throws IOException {
    assertThat(store("hello", "hello".getBytes(StandardCharsets.US_ASCII))).isEqualTo(226);
    assertThat(recorder.deleteFile("hello")).isTrue();
    assertThat(ingest.meter("storelens.ingest.refusals", "reason", "unknownCamera")).isZero();
  }

  @Test
  void refusesHeaderlessPhotosOfAnAccountThatAsksHeaders() throws IOException {
    assertThat(store("x.jpg", TestPhotos.photo())).isEqualTo(553);
    byte[] half = Arrays.copyOf(TestPhotos.photo(), 100);
    assertThat(store("x.jpg", half)).isEqualTo(451);
  }

  private static PhotoId id(String camera, byte[] photo) {
    try (var digest = new PhotoDigest(camera)) {
      digest.update(ByteBuffer.allocateDirect(photo.length).put(photo).flip());
      return digest.id();
    }
  }

  private void assertCountsFor(String camera, String name, byte[] photo) throws IOException {
    assertThat(store(name, photo)).as(recorder.getReplyString()).isEqualTo(226);
    var id = id(camera, photo);
    await()
        .untilAsserted(
            () ->
                assertThat(ingest.analyzer().taken())
                    .filteredOn(given -> given.photo().camera().equals(camera))
                    .extracting(given -> given.photo().id())
                    .containsExactly(id));
  }

  private int store(String name, byte[] content) throws IOException {
    recorder.storeFile(name, new ByteArrayInputStream(content));
    return recorder.getReplyCode();
  }
}
