package io.storelens.report.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sessions of the page, kept by the browser: a value names the session and its end, and is signed
 * (HMAC-SHA-256, RFC 2104). Every replica accepts what another has issued, and a restart ends no
 * session; another password ends all.
 */
public final class Sessions {
  /** How long a session lasts. It is not prolonged by use. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  private static final int MOST_ENDED = 10_000;
  private static final int ID_BYTES = 16;
  private static final int ITERATIONS = 600_000;

  private final byte[] sessionKey;
  private final String formKey;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_ENDED;
        }
      };

  /**
   * Derives the keys from {@code password}, slowly (some 0.3 s of CPU), so that a session that
   * leaks helps nobody to guess it.
   */
  public Sessions(String user, String password, Clock clock) {
    byte[] secret = stretch(user, password);
    this.sessionKey = hmac(secret, "session");
    this.formKey = Base64.getEncoder().encodeToString(hmac(secret, "form"));
    this.clock = clock;
  }

  /** A new session. */
  public String begin() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return signed(base64(id) + "." + clock.instant().plus(LIFETIME).getEpochSecond());
  }

  /** Whether {@code value} is a session that was begun here or by another replica, and lasts. */
  public boolean isValid(String value) {
    return endOf(value).filter(end -> clock.instant().isBefore(end)).isPresent()
        && !wasEnded(value);
  }

  /** Ends a session before its time, in this replica. Does nothing if {@code value} is none. */
  public void end(String value) {
    endOf(value)
        .ifPresent(
            end -> {
              synchronized (ended) {
                ended.values().removeIf(past -> past.isBefore(clock.instant()));
                ended.put(value, end);
              }
            });
  }

  /** The secret that forms are protected with, the same in every replica. */
  String formKey() {
    return formKey;
  }

  private boolean wasEnded(String value) {
    synchronized (ended) {
      return ended.containsKey(value);
    }
  }

  private Optional<Instant> endOf(String value) {
    int signature = value.lastIndexOf('.');
    if (signature < 0 || !isSame(signed(value.substring(0, signature)), value)) {
      return Optional.empty();
    }
    String end = value.substring(value.indexOf('.') + 1, signature);
    return Optional.of(Instant.ofEpochSecond(Long.parseLong(end)));
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private String signed(String text) {
    return text + "." + base64(hmac(sessionKey, text));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] stretch(String user, String password) {
    try {
      byte[] salt = ("storelens report of " + user).getBytes(StandardCharsets.UTF_8);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 256))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
