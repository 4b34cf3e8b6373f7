package io.storelens.standalone.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CameraCommandTest {
  private static final String CHAIN =
      """
      apiVersion: storelens.io/v1alpha1
      kind: Store
      metadata: {name: paris-001}
      spec: {region: eu-west, country: FR, city: Paris, timeZone: Europe/Paris}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: recorder}
      stringData: {username: paris-recorder, password: "hunter2 & <co>"}
      ---
      apiVersion: storelens.io/v1alpha1
      kind: Camera
      metadata: {name: checkout-1}
      spec: {store: paris-001, credentialsSecret: recorder, identifiedBy: {directory: {path: cam-1}}}
      ---
      apiVersion: storelens.io/v1alpha1
      kind: Camera
      metadata: {name: checkout-2}
      spec:
        store: paris-001
        credentialsSecret: recorder
        identifiedBy: {fileName: {pattern: "two_.*"}}
        captureTime: {fileNamePattern: "_(?<date>[0-9-]{10})@(?<time>[0-9]{6})"}
      ---
      apiVersion: storelens.io/v1alpha1
      kind: Camera
      metadata: {name: checkout-3}
      spec: {store: paris-001, credentialsSecret: recorder, identifiedBy: {exif: {serialNumber: "0815"}}}
      ---
      apiVersion: storelens.io/v1alpha1
      kind: Camera
      metadata: {name: entrance}
      spec: {store: paris-001}
      """;

  @TempDir private Path folder;
  private Path config;
  private Path data;
  private int status;

  @BeforeEach
  void writeChain() throws IOException {
    config = Files.createDirectory(folder.resolve("chain"));
    data = folder.resolve("data");
    Files.writeString(config.resolve("chain.yaml"), CHAIN);
  }

  @Test
  void tellsCameraTimeAndPatternOfAName() {
    var text = testName("checkout-2", "\\cam-1\\FrontDoor_00_20261124101112.jpg.tmp");

    assertThat(status).isZero();
    assertThat(text)
        .contains("Name        cam-1/FrontDoor_00_20261124101112.jpg\n")
        .contains("Camera      checkout-1, by directory cam-1\n")
        .contains("Local time  2026-11-24T10:11:12 Europe/Paris\n")
        .contains("UTC         2026-11-24T09:11:12Z\n")
        .contains("Pattern     Reolink or Vivotek\n");
  }

  @Test
  void usesTheOwnPatternOfTheCameraThatTheNameTells() {
    assertThat(testName("checkout-1", "two_2026-07-24@101112.jpg"))
        .contains("checkout-2, by fileName two_.*")
        .contains("2026-07-24T08:11:12Z")
        .contains("the camera's own pattern");
    assertThat(status).isZero();
  }

  @Test
  void saysWhyNoTimeIsFound() {
    assertThat(testName("checkout-1", "two_20261124101112.jpg"))
        .contains("none in this name by the camera's own pattern _(?<date>");
    assertThat(status).isOne();
    assertThat(testName("entrance", "a.jpg")).contains("captureTime.fileNamePattern sets one");
    assertThat(status).isOne();
  }

  @Test
  void saysThatThePhotoMayTellWhereTheNameDoesNot() {
    assertThat(testName("checkout-1", "cam-2/a_20261124101112.jpg"))
        .contains("the name does not tell; the photo's EXIF data may")
        .contains("checkout-3 has exif serial number 0815");
    assertThat(status).isOne();
  }

  @Test
  void saysWhatIsThrownAway() {
    assertThat(testName("entrance", "a_20261124101112_1_pre.jpg")).contains("thrown away");
    assertThat(status).isOne();
    assertThat(testName("entrance", "a_20261124101112.mp4")).contains("it is no photo");
  }

  @Test
  void tellsSettingsWithoutThePassword() throws IOException {
    var text = settings("checkout-1");

    assertThat(status).isZero();
    assertThat(text)
        .contains("Server      ftp.example.org\n")
        .contains("Port        2121\n")
        .contains("User        paris-recorder\n")
        .contains("in Secret recorder")
        .contains("passive")
        .contains("Folder      cam-1\n")
        .contains("time zone Europe/Paris")
        .doesNotContain("hunter2");
    assertThat(settings("entrance"))
        .contains("User        entrance\n")
        .contains(data.resolve("credentials").resolve("entrance").toString());
    assertThat(data).doesNotExist();
  }

  @Test
  void showsThePasswordWhenAskedTo() throws IOException {
    assertThat(settings("checkout-1", "--show-password")).contains("Password    hunter2 & <co>\n");
    assertThat(settings("entrance", "--show-password"))
        .contains(
            "Password    " + Files.readString(data.resolve("credentials").resolve("entrance")));
  }

  @Test
  void givesHikvisionsRequestBody() {
    assertThat(settings("checkout-1", "--brand", "hikvision"))
        .contains("/ISAPI/System/Network/ftp/1")
        .contains("<hostName>ftp.example.org</hostName>")
        .contains("<password>PASSWORD</password>")
        .contains("<topDirName>cam-1</topDirName>")
        .doesNotContain("hunter2");
    assertThat(settings("checkout-1", "--brand", "HIKVISION", "--show-password"))
        .contains("<password>hunter2 &amp; &lt;co&gt;</password>");
  }

  @Test
  void namesACameraThatIsNotThere() {
    assertThat(settings("nobody")).contains("there is no Camera \"nobody\" in " + config);
    assertThat(status).isOne();
  }

  private String testName(String camera, String name) {
    return run("test-name", camera, name, "--config", config.toString());
  }

  private String settings(String camera, String... more) {
    return run(
        Stream.concat(
                Stream.of(
                    "settings",
                    camera,
                    "--config",
                    config.toString(),
                    "--data",
                    data.toString(),
                    "--host",
                    "ftp.example.org"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private String run(String... arguments) {
    var out = new StringWriter();
    status =
        new CommandLine(new CameraCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println(failure.getMessage());
                  command.getErr().flush();
                  return CommandLine.ExitCode.SOFTWARE;
                })
            .execute(arguments);
    return out.toString();
  }
}
