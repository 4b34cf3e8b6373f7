package io.storelens.contract.config;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of the analyzer pod.
 *
 * @param http where photos are taken
 * @param regions the regions whose photos are analysed, with their policies; at least one
 * @param models folder of another model set; empty for the built-in one
 * @param turboJpeg file of the libturbojpeg library; empty to look for it in the system, and to do
 *     without where there is none
 * @param providers who finds faces
 * @param archive where photos are kept
 * @param workers photos analysed at once; one a core is best for the local models, as many as may
 *     wait for an answer for others
 * @param queue photos that may wait for a worker; beyond, the answer is 503
 * @param maxPhotoBytes largest photo taken
 * @param maxPixels most pixels of a photo; more are refused before decoding
 * @param database where rows go
 */
public record AnalyzerConfig(
    ListenAddress http,
    Map<String, RegionPolicy> regions,
    Optional<Path> models,
    Optional<Path> turboJpeg,
    ProviderConfig providers,
    ArchiveConfig archive,
    int workers,
    int queue,
    int maxPhotoBytes,
    long maxPixels,
    DatabaseConfig database) {
  private static final int REMOTE_WORKERS = 32;

  public AnalyzerConfig {
    regions = Map.copyOf(regions);
  }

  /**
   * Reads {@code ANALYZER_*} and {@code DATABASE_*}.
   *
   * @throws IllegalArgumentException naming every setting that is missing or out of range
   */
  public static AnalyzerConfig from(Map<String, String> environment) {
    var env = new Env(environment);
    int cores = Runtime.getRuntime().availableProcessors();
    var providers = ProviderConfig.from(env);
    int workers = providers.isRemote() ? REMOTE_WORKERS : cores;
    var config =
        new AnalyzerConfig(
            ListenAddress.from(env, "ANALYZER_HTTP", 8080),
            env.parse("ANALYZER_REGIONS", Map.of(), AnalyzerConfig::policies),
            env.optional("ANALYZER_MODELS").map(Path::of),
            env.optional("ANALYZER_TURBOJPEG").map(Path::of),
            providers,
            ArchiveConfig.from(env),
            env.integer("ANALYZER_WORKERS", workers, 1, 256),
            env.integer("ANALYZER_QUEUE", 8 * cores, 1, 10_000),
            env.integer("ANALYZER_MAX_PHOTO_BYTES", 20 << 20, 1 << 10, 1 << 30),
            env.whole("ANALYZER_MAX_PIXELS", 50_000_000, 1_000, 1_000_000_000),
            DatabaseConfig.from(env, 4));
    if (config.regions.isEmpty()) {
      env.required("ANALYZER_REGIONS");
    }
    env.verify();
    return config;
  }

  /** What {@link #from} reads, but for the {@link #database}: that goes into a Secret. */
  public Map<String, String> toEnv() {
    var env = new TreeMap<String, String>();
    http.into(env, "ANALYZER_HTTP");
    env.put(
        "ANALYZER_REGIONS",
        new TreeMap<>(regions)
            .entrySet().stream()
                .map(region -> region.getKey() + "=" + region.getValue())
                .collect(joining(",")));
    models.ifPresent(folder -> env.put("ANALYZER_MODELS", folder.toString()));
    turboJpeg.ifPresent(file -> env.put("ANALYZER_TURBOJPEG", file.toString()));
    env.put("ANALYZER_WORKERS", Integer.toString(workers));
    env.put("ANALYZER_QUEUE", Integer.toString(queue));
    env.put("ANALYZER_MAX_PHOTO_BYTES", Integer.toString(maxPhotoBytes));
    env.put("ANALYZER_MAX_PIXELS", Long.toString(maxPixels));
    return env;
  }

  /** Reads {@code eu-west=200:100:mood,us-east=150:70:no-mood}. */
  private static Map<String, RegionPolicy> policies(String text) {
    var policies = new TreeMap<String, RegionPolicy>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("is not region=policy, such as eu-west=200:100:mood");
      }
      policies.put(
          part.substring(0, equals).strip(),
          RegionPolicy.parse(part.substring(equals + 1).strip()));
    }
    return policies;
  }
}
