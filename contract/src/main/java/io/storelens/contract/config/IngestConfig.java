package io.storelens.contract.config;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of the ingest pod.
 *
 * @param ftp where FTP listens
 * @param passivePorts ports for data connections; as many uploads can run at once
 * @param passiveAddress address that {@code PASV} answers with; empty for the one the camera came
 *     to
 * @param sameAddress whether a data connection must come from the address of its control
 *     connection; off where a load balancer shows the camera under several addresses
 * @param activeMode whether cameras may have the server connect to them, at their own address
 * @param draining whether cameras are turned away and the pod is ready once nothing waits any more:
 *     how a replica that is no longer wanted ends without losing a photo
 * @param cameras folder with the shards of the camera directory
 * @param spool folder for accepted photos, on a disk that keeps what is synced
 * @param analyzers base URLs of analyzers, at least one
 * @param maxSessions most FTP sessions at once
 * @param maxPhotoBytes largest photo taken
 * @param minFreeBytes free disk space below which no photo is taken (reply 452)
 * @param controlIdle how long a session may be idle
 * @param dataIdle how long an upload may stall
 * @param handovers most photos handed over at once
 * @param limits what one user, one address and one upload may take
 * @param tls how cameras upload over TLS; empty where there is no certificate: plain FTP only
 */
public record IngestConfig(
    ListenAddress ftp,
    PortRange passivePorts,
    Optional<String> passiveAddress,
    boolean sameAddress,
    boolean activeMode,
    boolean draining,
    Path cameras,
    Path spool,
    List<URI> analyzers,
    int maxSessions,
    long maxPhotoBytes,
    long minFreeBytes,
    Duration controlIdle,
    Duration dataIdle,
    int handovers,
    IngestLimits limits,
    Optional<TlsConfig> tls) {
  public IngestConfig {
    analyzers = List.copyOf(analyzers);
  }

  /**
   * Reads {@code INGEST_*}.
   *
   * @throws IllegalArgumentException naming every setting that is missing or out of range
   */
  public static IngestConfig from(Map<String, String> environment) {
    var env = new Env(environment);
    var config =
        new IngestConfig(
            ListenAddress.from(env, "INGEST_FTP", 2121),
            env.parse("INGEST_PASSIVE_PORTS", new PortRange(30000, 30063), PortRange::parse),
            env.optional("INGEST_PASSIVE_ADDRESS"),
            env.parse("INGEST_SAME_ADDRESS", true, IngestConfig::yesOrNo),
            env.parse("INGEST_ACTIVE_MODE", false, IngestConfig::yesOrNo),
            env.parse("INGEST_DRAINING", false, IngestConfig::yesOrNo),
            Path.of(env.text("INGEST_CAMERAS", "/etc/storelens/cameras")),
            Path.of(env.text("INGEST_SPOOL", "/var/lib/storelens/spool")),
            env.parse("INGEST_ANALYZERS", List.of(), IngestConfig::uris),
            env.integer("INGEST_MAX_SESSIONS", 2000, 1, 10_000),
            env.whole("INGEST_MAX_PHOTO_BYTES", 20L << 20, 1 << 10, 1L << 30),
            env.whole("INGEST_MIN_FREE_BYTES", 512L << 20, 0, Long.MAX_VALUE),
            env.duration("INGEST_CONTROL_IDLE", Duration.ofMinutes(5)),
            env.duration("INGEST_DATA_IDLE", Duration.ofSeconds(30)),
            env.integer("INGEST_HANDOVERS", 32, 1, 1000),
            IngestLimits.from(env),
            TlsConfig.from(env));
    if (config.analyzers.isEmpty()) {
      env.required("INGEST_ANALYZERS");
    }
    env.verify();
    return config;
  }

  /** What {@link #from} reads. */
  public Map<String, String> toEnv() {
    var env = new TreeMap<String, String>();
    ftp.into(env, "INGEST_FTP");
    env.put("INGEST_PASSIVE_PORTS", passivePorts.toString());
    passiveAddress.ifPresent(address -> env.put("INGEST_PASSIVE_ADDRESS", address));
    env.put("INGEST_SAME_ADDRESS", Boolean.toString(sameAddress));
    env.put("INGEST_ACTIVE_MODE", Boolean.toString(activeMode));
    env.put("INGEST_DRAINING", Boolean.toString(draining));
    env.put("INGEST_CAMERAS", cameras.toString());
    env.put("INGEST_SPOOL", spool.toString());
    env.put("INGEST_ANALYZERS", analyzers.stream().map(URI::toString).collect(joining(",")));
    env.put("INGEST_MAX_SESSIONS", Integer.toString(maxSessions));
    env.put("INGEST_MAX_PHOTO_BYTES", Long.toString(maxPhotoBytes));
    env.put("INGEST_MIN_FREE_BYTES", Long.toString(minFreeBytes));
    env.put("INGEST_CONTROL_IDLE", controlIdle.toString());
    env.put("INGEST_DATA_IDLE", dataIdle.toString());
    env.put("INGEST_HANDOVERS", Integer.toString(handovers));
    limits.into(env);
    tls.ifPresent(config -> config.into(env));
    return env;
  }

  private static boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is neither true nor false");
    };
  }

  private static List<URI> uris(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).map(URI::create).toList();
  }
}
