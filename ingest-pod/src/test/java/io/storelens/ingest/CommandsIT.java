package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server answers to each command that cameras send, or should not send. */
class CommandsIT {
  @TempDir static Path root;
  private static IngestFixture ingest;

  @BeforeAll
  static void startIngest() {
    ingest = new IngestFixture(root).cameras(TestCameras.camera("till-1")).start();
  }

  @AfterAll
  static void stopIngest() {
    ingest.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MKD 20261124          | 257
          XMKD 20261124         | 257
          CWD not/there         | 250
          CDUP                  | 250
          PWD                   | 257
          XPWD                  | 257
          TYPE A                | 200
          TYPE I                | 200
          MODE S                | 200
          STRU F                | 200
          SYST                  | 215
          FEAT                  | 211
          OPTS UTF8 ON          | 200
          CLNT camera           | 200
          NOOP                  | 200
          ALLO 100000           | 200
          REST 0                | 350
          SIZE a.jpg            | 550
          ABOR                  | 226
          EPSV ALL              | 200
          EPSV 2                | 522
          PORT 127,0,0,1,4,5    | 502
          EPRT !1!127.0.0.1!99! | 502
          APPE a.jpg            | 502
          STOU                  | 502
          REST 500              | 504
          RETR a.jpg            | 550
          DELE a.jpg            | 550
          RNFR a.jpg            | 550
          RNTO b.jpg            | 503
          DELE test.txt         | 250
          MDTM a.jpg            | 550
          RMD a                 | 250
          MODE Z                | 504
          SITE CHMOD 777 a      | 502
          AUTH TLS              | 431
          AUTH KERBEROS         | 504
          PROT P                | 503
          STOR a.jpg            | 425
          LIST                  | 425
          NONSENSE              | 502
          """)
  void answersEachCommandWithItsCode(String command, String code) throws IOException {
    try (var camera = RawCamera.login("127.0.0.1", ingest.port(), "till-1")) {
      assertThat(camera.send(command)).startsWith(code + " ");
      assertThat(camera.send("NOOP")).startsWith("200");
    }
  }
}
