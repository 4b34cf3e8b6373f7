package io.storelens.report.access;

import io.storelens.report.query.Records;
import io.vertx.core.Vertx;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions that were ended before their time. All replicas share them through the database, and ask
 * for what is new every few seconds; one that cannot be reached keeps what it knows.
 */
public final class EndedSessions implements Sessions.Ended {
  private static final Logger LOGGER = LoggerFactory.getLogger(EndedSessions.class);
  private static final long INTERVAL = TimeUnit.SECONDS.toMillis(5);

  private final Vertx vertx;
  private final Records records;
  private final Clock clock;
  private final Map<String, Instant> ended = new ConcurrentHashMap<>();
  private long timer = -1;

  /** Shares through {@code records}, once started. */
  public EndedSessions(Vertx vertx, Records records, Clock clock) {
    this.vertx = vertx;
    this.records = records;
    this.clock = clock;
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

  @Override
  public boolean contains(String session) {
    return ended.containsKey(session);
  }

  @Override
  public void add(String session, Instant until) {
    ended.put(session, until);
    records
        .run(
            connection -> {
              try (var statement =
                  connection.prepareStatement(
                      "insert into ended_session values (?, ?) on conflict do nothing")) {
                statement.setString(1, session);
                statement.setTimestamp(2, Timestamp.from(until));
                return statement.executeUpdate();
              }
            })
        .onFailure(
            failure ->
                LOGGER
                    .atWarn()
                    .addKeyValue("reason", failure.getMessage())
                    .log("other replicas do not know of a logout"));
  }

  private void ask() {
    var now = clock.instant();
    ended.values().removeIf(until -> until.isBefore(now));
    records
        .run(
            connection -> {
              try (var old =
                  connection.prepareStatement("delete from ended_session where until < ?")) {
                old.setTimestamp(1, Timestamp.from(now));
                old.executeUpdate();
              }
              var known = new HashMap<String, Instant>();
              try (var statement = connection.createStatement();
                  var rows = statement.executeQuery("select session, until from ended_session")) {
                while (rows.next()) {
                  known.put(rows.getString(1), rows.getTimestamp(2).toInstant());
                }
              }
              return known;
            })
        .onSuccess(ended::putAll)
        .onFailure(
            failure ->
                LOGGER
                    .atDebug()
                    .addKeyValue("reason", failure.getMessage())
                    .log("ended sessions not read"));
  }
}
