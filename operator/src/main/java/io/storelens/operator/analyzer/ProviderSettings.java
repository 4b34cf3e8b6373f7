package io.storelens.operator.analyzer;

import io.storelens.crds.region.Analyzer;
import io.storelens.crds.region.Calls;
import io.storelens.crds.region.Provider;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of an analyzer pod that say who finds faces. Those of the provider's Secret come to
 * them by {@link #secretKeys}.
 */
public final class ProviderSettings {
  private static final String LOCAL = "local";

  private ProviderSettings() {}

  /** The environment that {@code analyzer} asks for, without what is secret. */
  public static Map<String, String> environment(Analyzer analyzer) {
    var env = new TreeMap<String, String>();
    if (analyzer.provider() == Provider.LOCAL) {
      env.put("ANALYZER_PROVIDERS", LOCAL);
      return env;
    }
    var calls = Optional.ofNullable(analyzer.calls());
    boolean withLocal = calls.map(Calls::localWhenFailing).orElse(false);
    String name = analyzer.provider().name();
    String word = name.toLowerCase(Locale.ROOT);
    env.put("ANALYZER_PROVIDERS", withLocal ? word + "," + LOCAL : word);
    env.put("ANALYZER_LOCAL_TRAITS", calls.map(Calls::localTraits).orElse(false).toString());
    calls
        .map(Calls::perSecond)
        .ifPresent(
            calling -> env.put("ANALYZER_" + name + "_CALLS_PER_SECOND", calling.toString()));
    calls.map(Calls::price).ifPresent(price -> env.put("ANALYZER_" + name + "_PRICE", price));
    calls
        .map(Calls::budget)
        .ifPresent(
            budget -> {
              env.put("ANALYZER_BUDGET_MONTHLY", budget.monthly());
              env.put("ANALYZER_BUDGET_ACTION", budget.atLimit().name().toLowerCase(Locale.ROOT));
            });
    Optional.ofNullable(analyzer.mosaic())
        .ifPresent(
            mosaic -> {
              env.put("ANALYZER_MOSAIC_PHOTOS", mosaic.photos().toString());
              env.put("ANALYZER_MOSAIC_MAX_WAIT", mosaic.maxWait());
            });
    return env;
  }

  /** Keys of the provider's Secret by the environment variable that each becomes; all optional. */
  public static Map<String, String> secretKeys(Provider provider) {
    return switch (provider) {
      case LOCAL -> Map.of();
      case AZURE ->
          Map.of(
              "ANALYZER_AZURE_ENDPOINTS", "endpoints",
              "ANALYZER_AZURE_KEYS", "keys",
              "ANALYZER_AZURE_VERSION", "version",
              "ANALYZER_AZURE_TRAITS", "traits",
              "ANALYZER_AZURE_MAX_BYTES", "maxBytes");
      case FACEPP ->
          Map.of(
              "ANALYZER_FACEPP_ENDPOINT", "endpoint",
              "ANALYZER_FACEPP_KEY", "key",
              "ANALYZER_FACEPP_SECRET", "secret",
              "ANALYZER_FACEPP_PLAN", "plan");
    };
  }
}
