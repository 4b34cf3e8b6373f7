package io.storelens.report.access;

import io.storelens.report.audit.AuditLog;
import io.storelens.report.audit.AuditLog.Event;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks names and passwords, slows down who guesses, and records what came of it. */
public final class Login {
  /** A program that logs in with each request is recorded once an hour and address. */
  private static final Duration SAME = Duration.ofHours(1);

  private static final int MOST_REMEMBERED = 10_000;

  private final Accounts accounts;
  private final LoginThrottle throttle;
  private final AuditLog audit;
  private final Clock clock;
  private final Map<String, Instant> recorded =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** Checks against {@code accounts}. */
  public Login(Accounts accounts, LoginThrottle throttle, AuditLog audit, Clock clock) {
    this.accounts = accounts;
    this.throttle = throttle;
    this.audit = audit;
    this.clock = clock;
  }

  /** Tries a login by the form, from the address that {@code request} came from. */
  Future<Outcome> byForm(RoutingContext request, String user, String password) {
    return attempt(request, user, password, "form");
  }

  /** Tries a login that comes with a request, as programs do. */
  Future<Outcome> byRequest(RoutingContext request, String user, String password) {
    return attempt(request, user, password, "basic");
  }

  private Future<Outcome> attempt(
      RoutingContext request, String user, String password, String way) {
    String address = request.request().remoteAddress().hostAddress();
    // Failures with names that are nobody's share a place, so that guessed names fill none.
    boolean known = accounts.knows(user);
    String origin = (known ? "user " + user + " " : "nobody ") + address;
    var wait = throttle.pause(origin);
    if (wait.compareTo(Duration.ZERO) > 0) {
      return Future.succeededFuture(new Outcome(Result.MUST_WAIT, Optional.empty(), wait));
    }
    return accounts
        .check(user, password)
        .compose(
            identity -> {
              if (identity.isEmpty()) {
                throttle.failed(origin);
                // What is nobody's name may be a password in the wrong field.
                return audit
                    .record(Event.LOGIN_FAILED, known ? user : "?", request, Map.of("by", way))
                    .map(done -> new Outcome(Result.WRONG, Optional.empty(), Duration.ZERO));
              }
              throttle.succeeded(origin);
              var in = new Outcome(Result.LET_IN, identity, Duration.ZERO);
              return isRecorded(origin, way)
                  ? Future.succeededFuture(in)
                  : audit
                      .record(Event.LOGIN, user, request, Map.of("by", way))
                      .onSuccess(done -> remember(origin))
                      .map(done -> in);
            });
  }

  private boolean isRecorded(String origin, String way) {
    if (way.equals("form")) {
      return false;
    }
    synchronized (recorded) {
      var last = recorded.get(origin);
      return last != null && clock.instant().isBefore(last.plus(SAME));
    }
  }

  private void remember(String origin) {
    synchronized (recorded) {
      recorded.put(origin, clock.instant());
    }
  }

  /** What became of a login. */
  enum Result {
    LET_IN,
    WRONG,
    MUST_WAIT
  }

  /**
   * What became of a login.
   *
   * @param identity who was let in
   * @param pause how long the next one has to wait, where this one was not even tried
   */
  record Outcome(Result result, Optional<Identity> identity, Duration pause) {
    /** Whole seconds to wait, rounded up. */
    String waitSeconds() {
      return String.format(Locale.ROOT, "%d", Math.max(1, pause.plusMillis(999).toSeconds()));
    }
  }
}
