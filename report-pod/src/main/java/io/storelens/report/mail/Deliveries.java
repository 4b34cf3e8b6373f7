package io.storelens.report.mail;

import io.storelens.report.query.Records;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Which mails were sent. Of several report pods one takes a mail on; what it did not send in time,
 * another takes on later.
 */
final class Deliveries {
  private static final int MOST_ATTEMPTS = 10;
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

  private final Records records;

  Deliveries(Records records) {
    this.records = records;
  }

  /**
   * Takes a mail on, for ten minutes.
   *
   * @return the number of the attempt, from 1; 0 if it was sent, another pod is at it, it was tried
   *     a short while ago, or too often
   */
  Future<Integer> take(MailSchedule schedule, MailSchedule.Due due, Instant now) {
    return records.run(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  insert into report_delivery as old (schedule, first_day, attempts, next_attempt_at)
                  values (?, ?, 1, ?)
                  on conflict (schedule, first_day) do update
                  set attempts = old.attempts + 1, next_attempt_at = excluded.next_attempt_at
                  where old.sent_at is null and old.next_attempt_at <= ? and old.attempts < ?
                  returning attempts
                  """)) {
            statement.setString(1, schedule.name());
            statement.setObject(2, due.period().from());
            statement.setObject(3, utc(now.plus(LEASE)));
            statement.setObject(4, utc(now));
            statement.setInt(5, MOST_ATTEMPTS);
            try (var rows = statement.executeQuery()) {
              return rows.next() ? rows.getInt(1) : 0;
            }
          }
        });
  }

  /** Marks a mail as sent. */
  Future<Void> sent(MailSchedule schedule, MailSchedule.Due due, Instant now) {
    return records.run(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  update report_delivery set sent_at = ?, failure = null
                  where schedule = ? and first_day = ?
                  """)) {
            statement.setObject(1, utc(now));
            statement.setString(2, schedule.name());
            statement.setObject(3, due.period().from());
            statement.executeUpdate();
          }
          return null;
        });
  }

  /** Has a mail wait for the next attempt: a minute, then twice as long each time, to two hours. */
  Future<Void> failed(
      MailSchedule schedule, MailSchedule.Due due, int attempt, String failure, Instant now) {
    return records.run(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  update report_delivery set next_attempt_at = ?, failure = ?
                  where schedule = ? and first_day = ?
                  """)) {
            statement.setObject(1, utc(now.plus(pause(attempt))));
            statement.setString(2, failure);
            statement.setString(3, schedule.name());
            statement.setObject(4, due.period().from());
            statement.executeUpdate();
          }
          return null;
        });
  }

  static Duration pause(int attempt) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
