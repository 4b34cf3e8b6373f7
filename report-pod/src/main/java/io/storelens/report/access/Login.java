package io.storelens.report.access;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks names and passwords, and slows down who guesses. */
public final class Login {
  private static final Logger LOGGER = LoggerFactory.getLogger(Login.class);

  private final Account account;
  private final LoginThrottle throttle;

  /** Checks against {@code account}. */
  public Login(Account account, LoginThrottle throttle) {
    this.account = account;
    this.throttle = throttle;
  }

  /** Tries a login from the address that {@code request} came from. */
  Outcome attempt(RoutingContext request, String user, String password) {
    String address = request.request().remoteAddress().hostAddress();
    // There is one user: failures with other names share a place, so that guessed names fill none.
    boolean known = user.equals(account.name());
    String origin = (known ? "user " : "nobody ") + address;
    var wait = throttle.pause(origin);
    if (wait.compareTo(Duration.ZERO) > 0) {
      return new Outcome(Result.MUST_WAIT, wait);
    }
    if (account.matches(user, password)) {
      throttle.succeeded(origin);
      return new Outcome(Result.LET_IN, Duration.ZERO);
    }
    throttle.failed(origin);
    LOGGER.atWarn().addKeyValue("address", address).log("login failed");
    return new Outcome(Result.WRONG, Duration.ZERO);
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
   * @param pause how long the next one has to wait, where this one was not even tried
   */
  record Outcome(Result result, Duration pause) {
    /** Whole seconds to wait, rounded up. */
    String waitSeconds() {
      return String.format(Locale.ROOT, "%d", Math.max(1, pause.plusMillis(999).toSeconds()));
    }
  }
}
