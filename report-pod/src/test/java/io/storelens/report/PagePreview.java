package io.storelens.report;

import io.storelens.contract.config.AccessConfig;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.contract.config.ListenAddress;
import io.storelens.contract.config.ReportConfig;
import io.storelens.podkit.Health;
import io.storelens.podkit.Metrics;
import io.storelens.podkit.PodContext;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Serves the page on made-up customers, for work on its looks: {@code http://127.0.0.1:8085/}, user
 * and password {@code admin}. Runs until it is interrupted.
 */
final class PagePreview {
  private static final int DAYS = 120;

  private PagePreview() {}

  public static void main(String[] arguments) throws Exception {
    var database = new ReportDatabase(Files.createTempDirectory("page-preview"));
    new MadeUpCustomers(database, Clock.systemUTC(), DAYS).fill();
    var config =
        new ReportConfig(
            new ListenAddress("127.0.0.1", 8085),
            AccessConfig.ofAdministrator("admin", "admin"),
            Duration.ofSeconds(5),
            new DatabaseConfig(
                database.jdbcUrl(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("storelens_report"),
                4),
            Optional.empty());
    var context = new PodContext(Vertx.vertx(), new Metrics().registry(), new Health());
    new ReportPod(config, context).start().await();
    Thread.currentThread().join();
  }
}
