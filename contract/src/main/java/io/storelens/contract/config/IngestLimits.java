package io.storelens.contract.config;

import java.time.Duration;
import java.util.Map;

/**
 * What one user, one address and one upload may take of the ingest. The defaults suit a store with
 * ten cameras behind one address, and a region with 1,000 cameras.
 *
 * @param sessionsPerAddress most FTP sessions at once from one IPv4 address or one /64 of IPv6. Not
 *     counted where {@link IngestConfig#sameAddress} is off, since there one address shows many
 *     stores
 * @param sessionsPerUser most FTP sessions at once of one account, for each of its cameras; a new
 *     login ends the one that has been unused for longest
 * @param loginTime how long one may take from connecting to being logged in
 * @param wrongPasswords how many wrong passwords of one user from one address, in a row, lock that
 *     pair out
 * @param longestLock how long a lock-out may grow
 * @param uploadTime how long an upload may take in all
 * @param minUploadRate bytes a second below which an upload is ended; 0 for none
 * @param uploadRateTime time over which that rate is taken; only time spent waiting for the camera
 *     counts
 */
public record IngestLimits(
    int sessionsPerAddress,
    int sessionsPerUser,
    Duration loginTime,
    int wrongPasswords,
    Duration longestLock,
    Duration uploadTime,
    long minUploadRate,
    Duration uploadRateTime) {

  /** What holds where nothing is set. */
  public static final IngestLimits DEFAULT =
      new IngestLimits(
          250,
          16,
          Duration.ofSeconds(30),
          5,
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          1024,
          Duration.ofSeconds(20));

  static IngestLimits from(Env env) {
    return new IngestLimits(
        env.integer("INGEST_SESSIONS_PER_ADDRESS", DEFAULT.sessionsPerAddress, 1, 10_000),
        env.integer("INGEST_SESSIONS_PER_USER", DEFAULT.sessionsPerUser, 1, 10_000),
        positive(env, "INGEST_LOGIN_TIME", DEFAULT.loginTime),
        env.integer("INGEST_WRONG_PASSWORDS", DEFAULT.wrongPasswords, 1, 1000),
        positive(env, "INGEST_LONGEST_LOCK", DEFAULT.longestLock),
        positive(env, "INGEST_UPLOAD_TIME", DEFAULT.uploadTime),
        env.whole("INGEST_MIN_UPLOAD_RATE", DEFAULT.minUploadRate, 0, 1L << 30),
        positive(env, "INGEST_UPLOAD_RATE_TIME", DEFAULT.uploadRateTime));
  }

  /** What {@link #from} reads. */
  void into(Map<String, String> env) {
    env.put("INGEST_SESSIONS_PER_ADDRESS", Integer.toString(sessionsPerAddress));
    env.put("INGEST_SESSIONS_PER_USER", Integer.toString(sessionsPerUser));
    env.put("INGEST_LOGIN_TIME", loginTime.toString());
    env.put("INGEST_WRONG_PASSWORDS", Integer.toString(wrongPasswords));
    env.put("INGEST_LONGEST_LOCK", longestLock.toString());
    env.put("INGEST_UPLOAD_TIME", uploadTime.toString());
    env.put("INGEST_MIN_UPLOAD_RATE", Long.toString(minUploadRate));
    env.put("INGEST_UPLOAD_RATE_TIME", uploadRateTime.toString());
  }

  private static Duration positive(Env env, String key, Duration fallback) {
    return env.parse(
        key,
        fallback,
        text -> {
          var duration = Duration.parse(text);
          if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("is not longer than zero");
          }
          return duration;
        });
  }
}
