package io.storelens.ingest.ftp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storelens.ingest.camera.Account;
import io.storelens.ingest.camera.CameraDirectory;
import io.storelens.ingest.camera.Passwords;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code USER} and {@code PASS}: one account a camera, or one that several share. */
final class Login {
  private static final Logger LOGGER = LoggerFactory.getLogger(Login.class);
  private static final int MOST_WRONG_PASSWORDS = 3;

  private final CameraDirectory directory;
  private final Optional<Tls> tls;
  private final Passwords passwords;
  private final FailedLogins failures;
  private final Sessions sessions;
  private final Counter right;
  private final Counter wrong;
  private final Counter locked;

  Login(
      CameraDirectory directory,
      Optional<Tls> tls,
      Passwords passwords,
      FailedLogins failures,
      Sessions sessions,
      MeterRegistry meters) {
    this.directory = directory;
    this.tls = tls;
    this.passwords = passwords;
    this.failures = failures;
    this.sessions = sessions;
    this.right = counter(meters, "accepted");
    this.wrong = counter(meters, "refused");
    this.locked = counter(meters, "locked");
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("storelens.ingest.logins")
        .description("Logins of cameras")
        .tag("outcome", outcome)
        .register(meters);
  }

  void user(FtpIoSession session, FtpServerContext context, FtpRequest request) {
    if (!request.hasArgument()) {
      session.write(Reply.of(501, "USER needs a name."));
      return;
    }
    var known = ControlSession.of(session);
    var name = request.getArgument().strip();
    known.username(name);
    session.write(
        tls.flatMap(rules -> rules.refuses(known, name))
            .orElseGet(() -> Reply.of(331, "Password, please.")));
  }

  void pass(FtpIoSession session, FtpServerContext context, FtpRequest request) {
    var known = ControlSession.of(session);
    var name = known.username();
    if (name.isEmpty()) {
      session.write(Reply.of(503, "Send USER first."));
    } else if (known.account().isPresent()) {
      session.write(Reply.of(230, "Logged in already."));
    } else if (tls.flatMap(rules -> rules.refuses(known, name.get())).isPresent()) {
      session.write(tls.flatMap(rules -> rules.refuses(known, name.get())).orElseThrow());
    } else if (!directory.isLoaded()) {
      session.write(Reply.closing("The list of cameras is not there yet"));
      session.closeOnFlush();
    } else {
      var password = request.hasArgument() ? request.getArgument() : "";
      tryPassword(session, known, name.get(), password);
    }
  }

  private void tryPassword(
      FtpIoSession session, ControlSession known, String name, String password) {
    var hash = directory.find(name).map(Account::passwordHash).orElse("");
    var origin = Origin.of(known.remote());
    var wait = failures.locked(name, origin, hash);
    if (wait.isPresent()) {
      locked.increment();
      session.write(
          Reply.of(
              421,
              "Too many wrong passwords for this user. Try again in "
                  + (wait.get().toSeconds() + 1)
                  + " s."));
      session.closeOnFlush();
      return;
    }
    var account = check(name, password);
    if (account.isPresent()) {
      failures.passed(name, origin);
      accept(session, known, account.get());
    } else {
      var mark = passwords.mark(name, password);
      refuse(session, known, failures.failed(name, origin, hash, mark));
    }
  }

  private void accept(FtpIoSession session, ControlSession known, Account account) {
    if (!sessions.logIn(session, account)) {
      Sessions.end(session, "Too many uploads of this camera at once");
      return;
    }
    known.loggedIn(account);
    right.increment();
    session.write(Reply.of(230, "Logged in."));
  }

  /** Names that are not in the directory are not logged: they may be passwords. */
  private void refuse(FtpIoSession session, ControlSession known, Duration delay) {
    wrong.increment();
    known
        .username()
        .flatMap(directory::find)
        .ifPresent(
            account ->
                LOGGER.atWarn().addKeyValue("camera", account.label()).log("wrong password"));
    pause(delay);
    if (known.wrongPassword() >= MOST_WRONG_PASSWORDS) {
      session.write(Reply.of(421, "Too many wrong passwords."));
      session.closeOnFlush();
    } else {
      session.write(Reply.of(530, "Wrong user name or password."));
    }
  }

  private Optional<Account> check(String name, String password) {
    try {
      return passwords.check(name, password);
    } catch (IllegalArgumentException e) {
      LOGGER
          .atError()
          .addKeyValue("camera", directory.find(name).map(Account::label).orElse(""))
          .log("password hash in the camera directory is unreadable");
      return Optional.empty();
    }
  }

  /** Slows down guessing. Every session has a thread to itself, so nobody else waits. */
  private static void pause(Duration delay) {
    try {
      TimeUnit.MILLISECONDS.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
