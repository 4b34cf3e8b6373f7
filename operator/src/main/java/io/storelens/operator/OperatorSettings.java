package io.storelens.operator;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.contract.config.Env;
import io.storelens.operator.retention.RetentionSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings of the operator.
 *
 * @param namespaces namespaces whose resources are looked after; empty for all
 * @param regions names of the regions looked after, with their stores and cameras; empty for all
 * @param images what the pods run
 * @param database the database as its owner; empty to do without: what needs one is then unknown
 * @param analyzerDatabase the database as analyzers get it; empty where they get it from a Secret
 *     that somebody else writes
 * @param capacity how the analyzers' number is foreseen
 * @param prometheus where KEDA asks how many photos wait; empty to scale by CPU alone
 * @param leaderElection empty where this is the only operator
 * @param resync how often a resource is looked at though nothing happened
 * @param observationPause pause between two questions to the database how cameras do
 * @param retention how long rows of the database are kept
 */
public record OperatorSettings(
    Set<String> namespaces,
    Set<String> regions,
    PodImages images,
    Optional<DatabaseConfig> database,
    Optional<DatabaseConfig> analyzerDatabase,
    AnalyzerCapacity capacity,
    Optional<String> prometheus,
    Optional<LeaderElection> leaderElection,
    Duration resync,
    Duration observationPause,
    RetentionSettings retention) {
  private static final String WRITER = "storelens_writer";
  private static final int OWNER_CONNECTIONS = 4;
  private static final int ANALYZER_CONNECTIONS = 4;

  public OperatorSettings {
    namespaces = Set.copyOf(namespaces);
    regions = Set.copyOf(regions);
  }

  /**
   * Reads {@code OPERATOR_*}, {@code DATABASE_*} (the owner's) and {@code ANALYZER_DATABASE_*}.
   * Without the latter, analyzers log in as the owner and take on the role {@value #WRITER}.
   *
   * @throws IllegalArgumentException naming every setting that is missing or out of range
   */
  public static OperatorSettings from(Map<String, String> environment) {
    var env = new Env(environment);
    var database = database(env, environment, "", OWNER_CONNECTIONS);
    var settings =
        new OperatorSettings(
            env.parse("OPERATOR_NAMESPACES", Set.of(), OperatorSettings::names),
            env.parse("OPERATOR_REGIONS", Set.of(), OperatorSettings::names),
            images(env),
            database,
            database(env, environment, "ANALYZER_", ANALYZER_CONNECTIONS)
                .or(() -> database.map(owner -> owner.as(WRITER, ANALYZER_CONNECTIONS))),
            new AnalyzerCapacity(
                positive(
                    env, "OPERATOR_PHOTOS_PER_SECOND", AnalyzerCapacity.DEFAULT.photosPerSecond()),
                positive(env, "OPERATOR_PEAK", AnalyzerCapacity.DEFAULT.peak()),
                env.duration("OPERATOR_LEAD_TIME", AnalyzerCapacity.DEFAULT.lead())),
            env.optional("OPERATOR_PROMETHEUS"),
            leaderElection(env),
            env.duration("OPERATOR_RESYNC", Duration.ofHours(1)),
            env.duration("OPERATOR_OBSERVATION_PAUSE", Duration.ofMinutes(1)),
            RetentionSettings.from(env));
    env.verify();
    return settings;
  }

  /** Whether this operator looks after {@code region}. */
  public boolean serves(String region) {
    return regions.isEmpty() || regions.contains(region);
  }

  private static PodImages images(Env env) {
    return new PodImages(
        env.required("OPERATOR_INGEST_IMAGE"),
        env.required("OPERATOR_ANALYZER_IMAGE"),
        env.text("OPERATOR_IMAGE_PULL_POLICY", "IfNotPresent"),
        env.parse("OPERATOR_IMAGE_PULL_SECRETS", Set.<String>of(), OperatorSettings::names).stream()
            .sorted()
            .toList());
  }

  private static Optional<DatabaseConfig> database(
      Env env, Map<String, String> environment, String prefix, int connections) {
    if (env.optional(prefix + "DATABASE_URL").isEmpty()) {
      return Optional.empty();
    }
    var own = new TreeMap<String, String>();
    environment.forEach(
        (key, value) -> {
          if (key.startsWith(prefix + "DATABASE_")) {
            own.put(key.substring(prefix.length()), value);
          }
        });
    return Optional.of(DatabaseConfig.from(new Env(own), connections));
  }

  private static Optional<LeaderElection> leaderElection(Env env) {
    boolean wanted = env.parse("OPERATOR_LEADER_ELECTION", true, OperatorSettings::yesOrNo);
    if (!wanted) {
      return Optional.empty();
    }
    return Optional.of(
        new LeaderElection(
            env.required("POD_NAMESPACE"),
            env.text("OPERATOR_LEASE", Labels.OPERATOR),
            env.required("POD_NAME")));
  }

  private static boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is neither true nor false");
    };
  }

  private static double positive(Env env, String key, double fallback) {
    return env.parse(
        key,
        fallback,
        text -> {
          double value = Double.parseDouble(text);
          if (!(value > 0) || value > 1_000_000) {
            throw new IllegalArgumentException("is not above 0");
          }
          return value;
        });
  }

  private static Set<String> names(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
