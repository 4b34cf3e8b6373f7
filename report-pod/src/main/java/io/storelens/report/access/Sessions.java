package io.storelens.report.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Sessions of the page, kept by the browser and sealed. Every replica accepts what another has
 * issued, and a restart ends no session; another secret ends all.
 */
public final class Sessions {
  /** How long a session lasts. It is not prolonged by use. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  private static final int ID_BYTES = 16;

  private final Seal seal;
  private final Ended ended;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Sealed with a key from {@code secret}. */
  Sessions(byte[] secret, Ended ended, Clock clock) {
    this.seal = new Seal(secret, "session");
    this.ended = ended;
    this.clock = clock;
  }

  /** Which sessions were ended before their time. */
  interface Ended {
    boolean contains(String session);

    /** Remembers {@code session} until it would have ended anyway. */
    void add(String session, Instant until);
  }

  /** A new session of {@code identity}, as the browser keeps it. */
  public String begin(Identity identity) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return seal.close(
        new Session(
            Base64.getUrlEncoder().withoutPadding().encodeToString(id),
            identity,
            clock.instant().plus(LIFETIME).getEpochSecond()));
  }

  /** The session that {@code value} is, if it lasts. */
  public Optional<Session> read(String value) {
    return seal.open(value, Session.class)
        .filter(session -> clock.instant().isBefore(Instant.ofEpochSecond(session.end())))
        .filter(session -> !ended.contains(session.id()));
  }

  /** Ends a session before its time: here at once, in other replicas some seconds later. */
  public void end(Session session) {
    ended.add(session.id(), Instant.ofEpochSecond(session.end()));
  }
}
