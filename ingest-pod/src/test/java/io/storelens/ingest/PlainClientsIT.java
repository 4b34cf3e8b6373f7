package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.directory.SkewPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads by programs and libraries that cameras' firmware is made of, each as it comes. */
class PlainClientsIT {
  private static final String NAME = "till_20261124103130.jpg";
  private static final Instant TAKEN = Instant.parse("2026-11-24T09:31:30Z");

  @TempDir Path root;
  private IngestFixture ingest;
  private Path photo;
  private byte[] content;

  @BeforeEach
  void startIngest() throws IOException {
    var policy = TestCameras.policy(SkewPolicy.USE_CAMERA, CaptureSource.FILE_NAME);
    ingest = new IngestFixture(root).cameras(TestCameras.camera("till-1", policy)).start();
    content = TestPhotos.photo(500);
    photo = Files.write(root.resolve("photo.jpg"), content);
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  @Test
  void takesPhotosFromBusybox() throws Exception {
    ClientProgram.BUSYBOX.run(
        "ftpput",
        "-u",
        "till-1",
        "-p",
        TestCameras.PASSWORD,
        "-P",
        Integer.toString(ingest.port()),
        "127.0.0.1",
        "a/b/" + NAME,
        photo.toString());
    assertThePhotoCame();
  }

  @Test
  void takesPhotosFromCurlThatMakesFoldersAndRenames() throws Exception {
    ClientProgram.CURL.run(
        "--silent",
        "--show-error",
        "--user",
        "till-1:" + TestCameras.PASSWORD,
        "--ftp-create-dirs",
        "--quote",
        "-RNFR " + NAME + ".tmp",
        "--quote",
        "-RNTO " + NAME,
        "--upload-file",
        photo.toString(),
        "ftp://127.0.0.1:" + ingest.port() + "/new/folder/" + NAME + ".tmp");
    assertThePhotoCame();
  }

  @Test
  void tellsCurlThatAPhotoIsRefused() throws Exception {
    var text = Files.writeString(root.resolve("text.jpg"), "no photo");
    assertThatThrownBy(
            () ->
                ClientProgram.CURL.run(
                    "--silent",
                    "--show-error",
                    "--user",
                    "till-1:" + TestCameras.PASSWORD,
                    "--upload-file",
                    text.toString(),
                    "ftp://127.0.0.1:" + ingest.port() + "/"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("553");
  }

  @Test
  void takesPhotosFromLftpThatUsesTemporaryNames() throws Exception {
    ClientProgram.LFTP.run(
        "-c",
        "set net:max-retries 1; set cmd:fail-exit yes; set xfer:use-temp-file yes;"
            + " open -u till-1,'%s' -p %d 127.0.0.1; mkdir -p x/y; cd x/y; put %s -o %s; ls"
                .formatted(TestCameras.PASSWORD, ingest.port(), photo, NAME));
    assertThePhotoCame();
  }

  @Test
  void takesPhotosFromPythonThatTestsFirst() throws Exception {
    var said =
        ClientProgram.PYTHON.run(
            "-c",
            """
            import ftplib, io, sys
            port, password, path, name = sys.argv[1:]
            ftp = ftplib.FTP()
            ftp.connect("127.0.0.1", int(port), 10)
            ftp.login("till-1", password)
            ftp.storlines("STOR test.tmp", io.BytesIO(b"test"))
            ftp.delete("test.tmp")
            ftp.mkd("day")
            ftp.cwd("day")
            with open(path, "rb") as photo:
                print(ftp.storbinary("STOR ." + name, photo))
            ftp.rename("." + name, name)
            print("size", ftp.size(name))
            print(ftp.nlst())
            ftp.quit()
            """,
            Integer.toString(ingest.port()),
            TestCameras.PASSWORD,
            photo.toString(),
            NAME);
    assertThat(said).contains("226 ", "size " + content.length);
    assertThePhotoCame();
    assertThat(ingest.meter("storelens.ingest.uploads", "outcome", "ignored")).isOne();
    assertThat(ingest.meter("storelens.ingest.uploads", "outcome", "refused")).isZero();
  }

  private void assertThePhotoCame() {
    await()
        .untilAsserted(
            () ->
                assertThat(ingest.analyzer().taken())
                    .singleElement()
                    .satisfies(
                        given -> {
                          assertThat(given.jpeg().getBytes()).isEqualTo(content);
                          assertThat(given.photo().capturedAt()).isEqualTo(TAKEN);
                        }));
  }
}
