package io.storelens.report.audit;

import io.storelens.report.query.Records;
import io.storelens.report.viewer.Viewer;
import io.storelens.report.web.Json;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who logged in and what was taken out. The pod can add and read, not change. What is recorded is
 * done only after it was: without the database nobody logs in and nothing is exported.
 */
public final class AuditLog {
  private static final Logger LOGGER = LoggerFactory.getLogger(AuditLog.class);

  private final Records records;

  /** Keeps it in {@code records}. */
  public AuditLog(Records records) {
    this.records = records;
  }

  /** What is recorded. */
  public enum Event {
    LOGIN("login"),
    LOGIN_FAILED("login-failed"),
    LOGOUT("logout"),
    EXPORT("export"),
    TOKEN_MADE("token-made"),
    TOKEN_REVOKED("token-revoked");

    private final String code;

    Event(String code) {
      this.code = code;
    }

    /** The word in the log. */
    public String code() {
      return code;
    }
  }

  /**
   * One entry.
   *
   * @param at when, in UTC
   * @param event what, a word of {@link Event}
   * @param actor whose, or {@code ?} for a name that is no user's
   * @param address network address of the other end of the connection
   * @param detail more, by what it is
   */
  public record Entry(
      OffsetDateTime at, String event, String actor, String address, Map<String, Object> detail) {}

  /** Records {@code event}; the future ends when it is durable. */
  public Future<?> record(
      Event event, String actor, RoutingContext request, Map<String, String> detail) {
    String address = request.request().remoteAddress().hostAddress();
    var entry = LOGGER.atInfo().addKeyValue("event", event.code()).addKeyValue("actor", actor);
    entry.addKeyValue("address", address).log("audit");
    return records.run(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "insert into audit_event (event, actor, address, detail)"
                      + " values (?, ?, ?, ?::jsonb)")) {
            statement.setString(1, event.code());
            statement.setString(2, actor);
            statement.setString(3, address);
            statement.setString(4, Json.of(detail).toString());
            return statement.executeUpdate();
          }
        });
  }

  /** Records what {@code viewer} takes out with {@code request}: path and query of it. */
  public Future<?> export(Viewer viewer, RoutingContext request) {
    String query = request.request().query();
    return record(
        Event.EXPORT,
        viewer.name(),
        request,
        Map.of("path", request.normalizedPath(), "query", query == null ? "" : query));
  }

  /** The newest entries before {@code before}, newest first, at most {@code most}. */
  public Future<List<Entry>> newest(OffsetDateTime before, int most) {
    return records.run(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "select at, event, actor, address, detail from audit_event where at < ?"
                      + " order by at desc, event_id desc limit ?")) {
            statement.setTimestamp(1, Timestamp.from(before.toInstant()));
            statement.setInt(2, most);
            var entries = new ArrayList<Entry>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                entries.add(
                    new Entry(
                        rows.getTimestamp(1).toInstant().atOffset(ZoneOffset.UTC),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        Json.map(rows.getString(5))));
              }
            }
            return entries;
          }
        });
  }
}
