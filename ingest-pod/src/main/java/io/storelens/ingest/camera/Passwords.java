package io.storelens.ingest.camera;

import io.storelens.contract.directory.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks passwords of cameras. The hash of the directory is slow on purpose, and many cameras log
 * in for each photo; so a password that passed once is remembered as an HMAC (RFC 2104) under a
 * random key that never leaves this process. It is forgotten when the account's hash changes. After
 * a change the former password is right as well, for as long as the directory says. Wrong passwords
 * always pay the full price, and so do unknown users.
 */
public final class Passwords {
  private static final String HMAC = "HmacSHA256";
  private static final int MARK_BYTES = 8;

  private final CameraDirectory directory;
  private final Clock clock;
  private final BiPredicate<String, String> matches;
  // Has the key. Never used itself: to copy it costs less than to give a new one the key.
  private final Mac keyed;

  /** HMAC of user name and password by the hash that they match. */
  private final Map<String, byte[]> verified = new ConcurrentHashMap<>();

  // Full checks leave processors to the uploads that are under way.
  private final Semaphore fullChecks =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

  /** Checks against {@code directory}; {@code clock} tells when a former password ends. */
  public Passwords(CameraDirectory directory, Clock clock) {
    this(directory, clock, PasswordHash::matches);
  }

  /** With another check of a hash and a password than the directory's. */
  Passwords(CameraDirectory directory, Clock clock, BiPredicate<String, String> matches) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.directory = directory;
    this.clock = clock;
    this.matches = matches;
    this.keyed = keyed(random);
  }

  private static Mac keyed(byte[] key) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  /**
   * What is logged in to, if user name and password are right. May take a tenth of a second.
   *
   * @throws IllegalArgumentException if the account's hash in the directory is not one
   */
  public Optional<Account> check(String username, String password) {
    byte[] mac = mac(username, password);
    var account = directory.find(username);
    if (account.isEmpty()) {
      payAnyway(username, password);
      return Optional.empty();
    }
    var hashes = account.get().hashes(clock.instant());
    if (hashes.stream().anyMatch(hash -> isVerified(hash, mac))) {
      return account;
    }
    var matched = hashes.stream().filter(hash -> fullCheck(hash, password)).findFirst();
    matched.ifPresent(hash -> remember(hash, mac));
    return matched.flatMap(hash -> account);
  }

  private boolean isVerified(String hash, byte[] mac) {
    byte[] known = verified.get(hash);
    return known != null && MessageDigest.isEqual(known, mac);
  }

  private void remember(String hash, byte[] mac) {
    if (verified.size() > 2 * directory.byUsername().size()) {
      forgetOthers();
    }
    verified.put(hash, mac);
  }

  /** What tells this password from others of the user, in this process alone. */
  public String mark(String username, String password) {
    return HexFormat.of().formatHex(mac(username, password), 0, MARK_BYTES);
  }

  /** An unknown user costs what some account's wrong password costs, the same one each time. */
  private void payAnyway(String username, String password) {
    var accounts = directory.byUsername().values();
    if (!accounts.isEmpty()) {
      long pick = Math.floorMod(Arrays.hashCode(mac(username, "")), accounts.size());
      accounts.stream()
          .skip(pick)
          .findFirst()
          .ifPresent(a -> fullCheck(a.passwordHash(), password));
    }
  }

  private boolean fullCheck(String hash, String password) {
    fullChecks.acquireUninterruptibly();
    try {
      return matches.test(hash, password);
    } finally {
      fullChecks.release();
    }
  }

  /** Keeps no more than the directory has. */
  private void forgetOthers() {
    var now = clock.instant();
    verified
        .keySet()
        .retainAll(
            directory.byUsername().values().stream()
                .flatMap(account -> account.hashes(now).stream())
                .collect(Collectors.toSet()));
  }

  private byte[] mac(String username, String password) {
    try {
      var mac = (Mac) keyed.clone();
      mac.update(username.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's " + HMAC + " can be copied", e);
    }
  }
}
