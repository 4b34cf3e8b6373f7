package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.config.AccessConfig;
import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.embedded.debian.HostTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemathesis sends what the API's description allows, and what it does not: no answer is a 5xx.
 */
class ApiFuzzIT {
  private static final Path REQUIREMENTS = Path.of("src/test/schemathesis/requirements.txt");
  private static final Path INSTALLED = Path.of("target/schemathesis");

  @TempDir private Path folder;

  @Test
  void answersNothingWithAServerError() throws Exception {
    install();
    try (var database = new ReportDatabase(folder.resolve("database"))) {
      database.region("europe", 5);
      var place = database.store("paris-1", "Paris", "europe", "Paris", "Europe/Paris");
      database.customers(place, "2026-11-20", 10, 9, Gender.FEMALE, AgeBand.FROM_25, Mood.NEUTRAL);
      try (var server =
          new ReportServer(
              database.jdbcUrl(),
              Duration.ofSeconds(20),
              new AccessConfig(
                  ReportServer.USER,
                  Optional.of(ReportServer.PASSWORD),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  1_000_000),
              0)) {
        var log = folder.resolve("schemathesis.log");
        int status =
            run(
                log,
                List.of(
                    INSTALLED.resolve("bin/schemathesis").toAbsolutePath().toString(),
                    "run",
                    server.request("/api/v1/openapi.json").build().uri().toString(),
                    "--header",
                    "Authorization: "
                        + ReportServer.basic(ReportServer.USER, ReportServer.PASSWORD),
                    // A stream that does not end by itself.
                    "--exclude-path",
                    "/api/v1/live",
                    "--checks",
                    "not_a_server_error",
                    "--max-examples",
                    "25",
                    "--seed",
                    "1",
                    "--no-color"));

        String said = Files.readString(log);
        assertThat(status).as(said).isZero();
        assertThat(said).as("operations were tried").contains("/api/v1/openapi.json");
        assertThat(database.values("select count(*) from api_token"))
            .as("tokens were made on the way")
            .doesNotContain("0");
      }
    }
  }

  private void install() throws IOException, InterruptedException {
    if (Files.exists(INSTALLED.resolve("bin/schemathesis"))) {
      return;
    }
    var log = folder.resolve("install.log");
    assertThat(
            run(
                log,
                List.of(
                    HostTool.PYTHON_VENV.path().toString(), "-m", "venv", INSTALLED.toString())))
        .as(Files.readString(log))
        .isZero();
    assertThat(
            run(
                log,
                List.of(
                    INSTALLED.resolve("bin/pip").toString(),
                    "install",
                    "--quiet",
                    "--requirement",
                    REQUIREMENTS.toString())))
        .as(Files.readString(log))
        .isZero();
  }

  private static int run(Path log, List<String> command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(8, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }
}
