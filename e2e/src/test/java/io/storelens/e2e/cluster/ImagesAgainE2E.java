package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who builds the images again, from the same sources on the same base, gets the same bytes. Not
 * with {@code -o}: bills of materials are not made offline, and an older one may lie in the target
 * folder.
 */
@Tag("node")
@Order(10)
class ImagesAgainE2E {
  @TempDir private static Path folder;

  @BeforeAll
  static void buildThemInAnotherFolder() throws Exception {
    // What git knows, and what is new and not ignored: no build output, no image, no cache of
    // Jib's.
    run(
        Chart.HOME,
        "bash",
        "-c",
        "set -o pipefail; git ls-files -z --cached --others --exclude-standard"
            + " | tar --create --null --files-from=- --ignore-failed-read"
            + " | tar --extract --directory=\"$1\"",
        "-",
        folder.toString());
    run(
        folder,
        "./mvnw",
        "--batch-mode",
        "--quiet",
        "package",
        "-Pe2e",
        "-DskipTests",
        "-Dspotless.check.skip",
        "--also-make",
        "--projects=operator,ingest-pod,analyzer-pod,report-pod");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "ingest-pod", "analyzer-pod", "report-pod"})
  void makesTheSameImageAgain(String module) throws IOException {
    var image = Path.of(module, "target", "storelens-" + module + ".tar");
    assertThat(Files.mismatch(Chart.HOME.resolve(image), folder.resolve(image))).isEqualTo(-1);
  }

  private static void run(Path where, String... command) throws Exception {
    var process =
        new ProcessBuilder(List.of(command))
            .directory(where.toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
