package io.storelens.report.access;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.BcryptFunction;
import com.password4j.HashingFunction;
import com.password4j.Password;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks passwords against hashes of argon2 (RFC 9106) or bcrypt. That is slow on purpose; a
 * program that sends its password with each request is remembered for five minutes, by a digest
 * whose key is never stored.
 */
final class PasswordCheck {
  private static final int MOST_REMEMBERED = 1000;
  private static final int LONGEST_PASSWORD = 1000;
  private static final Duration MEMORY = Duration.ofMinutes(5);

  /** Costs what a right one costs, where there is no user: OWASP's least for argon2id. */
  private static final String NOBODY =
      Password.hash("nobody")
          .with(Argon2Function.getInstance(19_456, 2, 1, 32, com.password4j.types.Argon2.ID))
          .getResult();

  private final Clock clock;
  private final Seal seal;
  private final Map<String, Instant> right =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  PasswordCheck(Clock clock) {
    this.clock = clock;
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    this.seal = new Seal(key, "password");
  }

  /** Whether {@code text} is a hash that can be checked. */
  static boolean isHash(String text) {
    return text != null && function(text).isPresent();
  }

  /** Whether {@code password} has this hash; without one it has not. Takes some 50 ms of CPU. */
  boolean matches(String password, Optional<String> hash) {
    if (password.length() > LONGEST_PASSWORD) {
      return false;
    }
    String digest = seal.fingerprint(hash.orElse("") + "\n" + password);
    if (hash.isPresent() && isRemembered(digest)) {
      return true;
    }
    String against = hash.orElse(NOBODY);
    boolean matches =
        Password.check(password, against).with(function(against).orElseThrow()) && hash.isPresent();
    if (matches) {
      synchronized (right) {
        right.put(digest, clock.instant().plus(MEMORY));
      }
    }
    return matches;
  }

  private boolean isRemembered(String digest) {
    synchronized (right) {
      var until = right.get(digest);
      return until != null && clock.instant().isBefore(until);
    }
  }

  private static Optional<HashingFunction> function(String hash) {
    try {
      if (hash.startsWith("$argon2")) {
        return Optional.of(Argon2Function.getInstanceFromHash(hash));
      }
      if (hash.matches("\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
        return Optional.of(BcryptFunction.getInstanceFromHash(hash));
      }
    } catch (BadParametersException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
