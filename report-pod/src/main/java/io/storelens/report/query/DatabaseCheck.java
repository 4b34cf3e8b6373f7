package io.storelens.report.query;

import io.storelens.report.viewer.Viewer;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the database now and then whether it answers, so that no probe has to wait for it. */
public final class DatabaseCheck {
  private static final Logger LOGGER = LoggerFactory.getLogger(DatabaseCheck.class);
  private static final long INTERVAL = TimeUnit.SECONDS.toMillis(5);

  private final Vertx vertx;
  private final Database database;
  private final Runnable onAnswer;
  private volatile Optional<String> problem = Optional.of("not asked yet");
  private long timer = -1;

  /**
   * Checks {@code database} once started.
   *
   * @param onAnswer called at each answer
   */
  public DatabaseCheck(Vertx vertx, Database database, Runnable onAnswer) {
    this.vertx = vertx;
    this.database = database;
    this.onAnswer = onAnswer;
  }

  /** Asks now, and then every five seconds. */
  public void start() {
    ask();
    timer = vertx.setPeriodic(INTERVAL, tick -> ask());
  }

  /** Asks no more. */
  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** What was wrong when last asked, without secrets; empty if nothing was. */
  public Optional<String> problem() {
    return problem;
  }

  private void ask() {
    database
        .as(Viewer.NOBODY)
        .read(
            "check",
            connection -> {
              try (var statement = connection.createStatement()) {
                return statement.execute("select from report_place limit 1");
              }
            })
        .onSuccess(
            answered -> {
              set(Optional.empty());
              onAnswer.run();
            })
        .onFailure(this::failed);
  }

  private void failed(Throwable failure) {
    // Too many reports at once say nothing about the database.
    if (!(failure instanceof Database.BusyException)) {
      if (problem.isEmpty()) {
        LOGGER.atWarn().setCause(failure).log("database lost");
      }
      set(Optional.of("the database does not answer"));
    }
  }

  private void set(Optional<String> found) {
    problem = found;
  }
}
