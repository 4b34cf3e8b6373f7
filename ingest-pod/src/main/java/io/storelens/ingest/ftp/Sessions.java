package io.storelens.ingest.ftp;

import io.storelens.contract.config.IngestConfig;
import io.storelens.ingest.camera.Account;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ftpserver.impl.FtpIoSession;

/**
 * The control connections there are, and how many one address and one user may have. Ends those
 * that do not log in in time, however they keep the line alive, and those that are idle for too
 * long. Safe for use by many threads.
 */
final class Sessions {
  private final IngestConfig config;
  private final Map<Long, FtpIoSession> open = new HashMap<>();
  private final Map<Origin, Integer> byOrigin = new HashMap<>();
  // The last login of each session. Who logs in once a photo must not look through all sessions.
  private final Map<Long, String> users = new HashMap<>();
  private final Map<String, Map<Long, FtpIoSession>> byUser = new HashMap<>();

  Sessions(IngestConfig config) {
    this.config = config;
  }

  /**
   * Adds {@code session}, which must be {@linkplain #remove removed} even if it is too many.
   *
   * @return why it may not stay; empty if it may
   */
  synchronized Optional<String> add(FtpIoSession session) {
    open.put(session.getId(), session);
    int ofOrigin = byOrigin.merge(origin(session), 1, Integer::sum);
    if (open.size() > config.maxSessions()) {
      return Optional.of("Too many sessions");
    }
    return config.sameAddress() && ofOrigin > config.limits().sessionsPerAddress()
        ? Optional.of("Too many sessions from this address")
        : Optional.empty();
  }

  synchronized void remove(FtpIoSession session) {
    if (open.remove(session.getId()) != null) {
      byOrigin.computeIfPresent(origin(session), (key, count) -> count == 1 ? null : count - 1);
      forgetUser(session.getId());
    }
    notifyAll();
  }

  private void forgetUser(long session) {
    var username = users.remove(session);
    if (username != null) {
      var sessions = byUser.get(username);
      sessions.remove(session);
      if (sessions.isEmpty()) {
        byUser.remove(username);
      }
    }
  }

  /** How many there are. */
  synchronized int count() {
    return open.size();
  }

  /**
   * {@code session} logs in to {@code account}. Where that has as many sessions as its cameras may,
   * the one unused for longest is ended, as a camera that lost its power leaves sessions behind.
   *
   * @return whether there is room; not if all others are at work
   */
  synchronized boolean logIn(FtpIoSession session, Account account) {
    if (!hasRoom(account)) {
      return false;
    }
    if (open.containsKey(session.getId())) {
      forgetUser(session.getId());
      users.put(session.getId(), account.username());
      byUser
          .computeIfAbsent(account.username(), name -> new HashMap<>())
          .put(session.getId(), session);
    }
    return true;
  }

  private boolean hasRoom(Account account) {
    var sessions =
        byUser.getOrDefault(account.username(), Map.of()).values().stream()
            .filter(
                session -> !session.isClosing() && ControlSession.of(session).account().isPresent())
            .toList();
    if (sessions.size() < config.limits().sessionsPerUser() * account.cameras().size()) {
      return true;
    }
    var oldest =
        sessions.stream()
            .filter(session -> !ControlSession.of(session).isAtWork())
            .max(Comparator.comparing(session -> ControlSession.of(session).unusedFor()));
    oldest.ifPresent(session -> end(session, "Too many sessions of this camera"));
    return oldest.isPresent();
  }

  /** Ends the sessions that took too long to log in, or are idle for too long. */
  synchronized void endOverdue() {
    for (FtpIoSession session : open.values()) {
      var known = ControlSession.of(session);
      if (session.isClosing() || known.isAtWork()) {
        continue;
      }
      if (known.account().isEmpty() && isOver(known.age(), config.limits().loginTime())) {
        end(session, "Too long without a login");
      } else if (isOver(known.unusedFor(), config.controlIdle())) {
        end(session, "Idle for too long");
      }
    }
  }

  /** Ends all, and waits until they are gone, {@code longest} at most. */
  synchronized void endAll(Duration longest) throws InterruptedException {
    open.values().forEach(session -> end(session, "Stopping"));
    long end = System.nanoTime() + longest.toNanos();
    for (long left = longest.toMillis(); left > 0 && !open.isEmpty(); ) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
  }

  /** Says good-bye to {@code session}, unless that is done. */
  static void end(FtpIoSession session, String reason) {
    if (!session.isClosing()) {
      session.write(Reply.closing(reason));
      session.closeOnFlush();
    }
  }

  private static boolean isOver(Duration time, Duration longest) {
    return time.compareTo(longest) > 0;
  }

  private static Origin origin(FtpIoSession session) {
    return Origin.of(ControlSession.of(session).remote());
  }
}
