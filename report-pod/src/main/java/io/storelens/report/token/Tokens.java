package io.storelens.report.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.storelens.report.query.Records;
import io.storelens.report.viewer.Grant;
import io.storelens.report.viewer.Viewer;
import io.storelens.report.web.Json;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tokens of programs that use the API. Of each the database has a digest, from which it cannot be
 * had back: a token is 32 random bytes, so a plain digest does.
 */
public final class Tokens {
  private static final String PREFIX = "slt_";
  private static final int BYTES = 32;

  private final Records records;
  private final Function<String, Optional<Viewer>> owners;
  private final Predicate<String> isOfProvider;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * Kept in {@code records}.
   *
   * @param owners what an owner sees now; empty if there is no such user any more
   * @param isOfProvider owners who can not be looked up: their tokens keep the limits they were
   *     made with
   */
  public Tokens(
      Records records,
      Function<String, Optional<Viewer>> owners,
      Predicate<String> isOfProvider,
      Clock clock) {
    this.records = records;
    this.owners = owners;
    this.isOfProvider = isOfProvider;
    this.clock = clock;
  }

  /**
   * Makes a token for {@code owner}.
   *
   * @return the token's text, which is not to be had again
   */
  public Future<String> make(Viewer owner, String name, List<Grant> grants, Duration lifetime) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return records.run(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "insert into api_token (digest, owner, name, scope, created_at, expires_at)"
                      + " values (?, ?, ?, ?::jsonb, ?, ?)")) {
            statement.setBytes(1, digest(text));
            statement.setString(2, owner.name());
            statement.setString(3, name);
            statement.setString(4, owner.narrowedTo(grants).scope());
            statement.setTimestamp(5, Timestamp.from(clock.instant()));
            statement.setTimestamp(6, Timestamp.from(clock.instant().plus(lifetime)));
            statement.executeUpdate();
            return text;
          }
        });
  }

  /** Who asks with {@code text}; empty if it is no token that is good now. */
  public Future<Optional<Viewer>> viewer(String text) {
    if (!text.startsWith(PREFIX) || text.length() > 100) {
      return Future.succeededFuture(Optional.empty());
    }
    return records.run(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "select owner, scope from api_token"
                      + " where digest = ? and revoked_at is null and expires_at > ?")) {
            statement.setBytes(1, digest(text));
            statement.setTimestamp(2, Timestamp.from(clock.instant()));
            try (var rows = statement.executeQuery()) {
              return rows.next()
                  ? viewer(rows.getString(1), limits(rows.getString(2)))
                  : Optional.empty();
            }
          }
        });
  }

  /** The tokens of {@code viewer}, or of all for an administrator; newest first. */
  public Future<List<Token>> list(Viewer viewer) {
    return records.run(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "select token_id, owner, name, scope, created_at, expires_at, revoked_at"
                      + " from api_token where owner = ? or ? order by token_id desc limit 1000")) {
            statement.setString(1, viewer.name());
            statement.setBoolean(2, viewer.administrator());
            var tokens = new ArrayList<Token>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                var limits = limits(rows.getString(4));
                tokens.add(
                    new Token(
                        rows.getInt(1),
                        rows.getString(2),
                        rows.getString(3),
                        limits.get(limits.size() - 1).stream()
                            .map(Grant::toString)
                            .collect(Collectors.toList()),
                        time(rows.getTimestamp(5)),
                        time(rows.getTimestamp(6)),
                        Optional.ofNullable(rows.getTimestamp(7)).map(Tokens::time)));
              }
            }
            return tokens;
          }
        });
  }

  /** Revokes a token; false if {@code viewer} has none of this number that is good. */
  public Future<Boolean> revoke(Viewer viewer, int id) {
    return records.run(connection -> revoke(connection, viewer, id));
  }

  private boolean revoke(Connection connection, Viewer viewer, int id) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update api_token set revoked_at = ? where token_id = ? and revoked_at is null"
                + " and (owner = ? or ?)")) {
      statement.setTimestamp(1, Timestamp.from(clock.instant()));
      statement.setInt(2, id);
      statement.setString(3, viewer.name());
      statement.setBoolean(4, viewer.administrator());
      return statement.executeUpdate() == 1;
    }
  }

  /** What owner and token both see. What the owner saw when it was made limits it too. */
  private Optional<Viewer> viewer(String owner, List<List<Grant>> limits) {
    var then = new Viewer(owner, limits, false, true);
    if (isOfProvider.test(owner)) {
      return Optional.of(then);
    }
    return owners
        .apply(owner)
        .map(
            now -> {
              var all = new ArrayList<>(now.limits());
              all.addAll(limits);
              return new Viewer(owner, all, false, true);
            });
  }

  private static List<List<Grant>> limits(String scope) {
    try {
      return Arrays.stream(Json.read(scope, Grant[][].class)).map(List::of).toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not what was written", e);
    }
  }

  private static OffsetDateTime time(Timestamp timestamp) {
    return timestamp.toInstant().atOffset(ZoneOffset.UTC);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
