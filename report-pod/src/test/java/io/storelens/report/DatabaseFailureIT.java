package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers are told when the database is slow, busy or away. */
class DatabaseFailureIT {
  private static final String SUMMARY = "/api/v1/reports/summary";

  @TempDir private Path folder;

  @Test
  void saysThatAReportTookTooLongWhileARowIsLocked() throws Exception {
    try (var database = new ReportDatabase(folder);
        var server = new ReportServer(database.jdbcUrl(), Duration.ofMillis(800));
        var blocker = DriverManager.getConnection(database.jdbcUrl());
        var statement = blocker.createStatement()) {
      assertThat(server.get(SUMMARY).statusCode()).isEqualTo(200);
      blocker.setAutoCommit(false);
      statement.execute("lock table store in access exclusive mode");

      var answer = server.get(SUMMARY);

      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.body())
          .contains("took too long")
          .doesNotContain("Exception", "report_place");
      blocker.rollback();
      await().untilAsserted(() -> assertThat(server.get(SUMMARY).statusCode()).isEqualTo(200));
    }
  }

  @Test
  void saysThatTheDatabaseIsAwayAndHealthTellsIt() throws Exception {
    try (var database = new ReportDatabase(folder);
        var server = new ReportServer(database.jdbcUrl(), Duration.ofMillis(1500))) {
      await().untilAsserted(() -> assertThat(server.health().problems()).isEmpty());
      assertThat(server.get(SUMMARY).statusCode()).isEqualTo(200);

      database.stop();

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(server.health().problems()).containsKey("report.database"));
      var answer = server.get(SUMMARY);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).doesNotContain("Exception", "jdbc", "password", "127.0.0.1");
      assertThat(server.health().problems().get("report.database"))
          .isEqualTo("the database does not answer");
    }
  }

  @Test
  void startsWhileTheDatabaseIsAway() throws Exception {
    try (var server =
        new ReportServer(
            "jdbc:postgresql://127.0.0.1:1/none?user=nobody", Duration.ofMillis(500))) {
      assertThat(server.health().problems()).containsKey("report.database");
      assertThat(server.get(SUMMARY).statusCode()).isEqualTo(503);
      assertThat(server.send(server.request("/login")).statusCode()).isEqualTo(200);
    }
  }
}
