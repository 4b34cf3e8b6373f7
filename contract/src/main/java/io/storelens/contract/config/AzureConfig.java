package io.storelens.contract.config;

import io.storelens.contract.face.Trait;
import java.math.BigDecimal;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How Azure Face is called.
 *
 * @param endpoints addresses of Face resources, such as {@code
 *     https://chain.cognitiveservices.azure.com}; several share the load, for each has a limit of
 *     its own
 * @param keys one key an endpoint, in the same order; none to log in by Entra ID, which needs the
 *     resource's own host name
 * @param version of the API, such as {@code v1.2}
 * @param traits what is asked for; Azure refuses gender, age and mood to newer resources
 * @param callsPerSecond most calls a second and resource
 * @param maxBytes most bytes of a picture; 6 MB, old resources 4 MB
 * @param price of a thousand calls
 */
public record AzureConfig(
    List<URI> endpoints,
    List<String> keys,
    String version,
    Set<Trait> traits,
    int callsPerSecond,
    int maxBytes,
    BigDecimal price) {
  private static final int LEAST_BYTES = 64 << 10;
  private static final int MOST_BYTES = 6 << 20;

  public AzureConfig {
    endpoints = List.copyOf(endpoints);
    keys = List.copyOf(keys);
    traits = Set.copyOf(traits);
  }

  /** Reads {@code ANALYZER_AZURE_*}; problems stay in {@code env} until it is verified. */
  static AzureConfig from(Env env) {
    var endpoints = Texts.list(env.required("ANALYZER_AZURE_ENDPOINTS"));
    var keys = Texts.list(env.text("ANALYZER_AZURE_KEYS", ""));
    if (!keys.isEmpty() && keys.size() != endpoints.size()) {
      env.problem("ANALYZER_AZURE_KEYS must have one key for each of ANALYZER_AZURE_ENDPOINTS");
    }
    return new AzureConfig(
        env.parse(
            "ANALYZER_AZURE_ENDPOINTS",
            List.of(),
            text -> Texts.list(text).stream().map(Texts::webAddress).toList()),
        keys,
        env.parse("ANALYZER_AZURE_VERSION", "v1.2", AzureConfig::version),
        env.parse("ANALYZER_AZURE_TRAITS", EnumSet.allOf(Trait.class), Trait::set),
        env.integer("ANALYZER_AZURE_CALLS_PER_SECOND", 10, 1, 1000),
        env.integer("ANALYZER_AZURE_MAX_BYTES", MOST_BYTES, LEAST_BYTES, MOST_BYTES),
        env.parse("ANALYZER_AZURE_PRICE", BigDecimal.ONE, Texts::price));
  }

  private static String version(String text) {
    if (!text.matches("v\\d+\\.\\d+(-preview\\.\\d+)?")) {
      throw new IllegalArgumentException("is not a version such as v1.2");
    }
    return text;
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "AzureConfig[endpoints=" + endpoints + ", version=" + version + "]";
  }
}
