package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cameras that have the server connect to them, where that is set. */
class ActiveModeIT {
  @TempDir Path root;
  private IngestFixture ingest;

  @BeforeEach
  void startIngest() {
    ingest = new IngestFixture(root).cameras(TestCameras.camera("till-1")).withActiveMode().start();
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  @Test
  void takesPhotosFromAClientThatListens() throws IOException {
    var camera = ingest.login("till-1");
    camera.enterLocalActiveMode();
    assertThat(camera.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()))).isTrue();
    camera.disconnect();
    await().untilAsserted(() -> assertThat(ingest.analyzer().taken()).hasSize(1));
  }

  @Test
  void takesPhotosFromAClientThatListensByEprt() throws IOException {
    try (var camera = RawCamera.login("127.0.0.1", ingest.port(), "till-1");
        var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listening.setSoTimeout(20_000);
      assertThat(camera.send("EPRT |1|127.0.0.1|" + listening.getLocalPort() + "|"))
          .startsWith("200");
      assertThat(camera.send("STOR a.jpg")).startsWith("150");
      try (var data = listening.accept()) {
        data.getOutputStream().write(TestPhotos.photo());
      }
      assertThat(camera.reply()).startsWith("226");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          PORT 127,0,0,2,200,10    ; 504
          PORT 10,1,2,3,200,10     ; 504
          PORT 127,0,0,1,0,22      ; 504
          PORT 127,0,0,1,300,10    ; 501
          PORT 127,0,0,1           ; 501
          PORT                     ; 501
          EPRT |1|127.0.0.2|51210| ; 504
          EPRT |1|127.0.0.1|22|    ; 504
          EPRT |1|localhost|51210| ; 501
          EPRT |1|cafe|51210|      ; 501
          EPRT |2|::1|51210|       ; 504
          EPRT |2|127.0.0.1|51210| ; 501
          EPRT |1|127.0.0.1|99999| ; 501
          EPRT |3|127.0.0.1|51210| ; 501
          """)
  void connectsToNoOtherAddressAndNoPortOfTheSystem(String command, String code)
      throws IOException {
    try (var camera = RawCamera.login("127.0.0.1", ingest.port(), "till-1")) {
      assertThat(camera.send(command)).startsWith(code);
      assertThat(camera.send("STOR a.jpg")).startsWith("425");
    }
  }

  @Test
  void saysWhenNobodyListens() throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (var camera = RawCamera.login("127.0.0.1", ingest.port(), "till-1")) {
      camera.send("EPRT |1|127.0.0.1|" + port + "|");
      assertThat(camera.send("STOR a.jpg")).startsWith("150");
      assertThat(camera.reply()).startsWith("425");
      assertThat(camera.send("NOOP")).startsWith("200");
    }
  }
}
