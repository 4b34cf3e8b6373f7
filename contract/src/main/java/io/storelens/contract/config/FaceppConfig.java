package io.storelens.contract.config;

import java.math.BigDecimal;
import java.net.URI;

/**
 * How Face++ is called.
 *
 * @param endpoint its address, such as {@code https://api-us.faceplusplus.com}
 * @param key the account's API key; {@link #toString} hides it
 * @param secret the account's API secret; {@link #toString} hides it
 * @param standard whether the key is a paid one; a free key analyses the five largest faces only
 * @param callsPerSecond most calls a second
 * @param price of a thousand calls
 */
public record FaceppConfig(
    URI endpoint,
    String key,
    String secret,
    boolean standard,
    int callsPerSecond,
    BigDecimal price) {

  /** Reads {@code ANALYZER_FACEPP_*}; problems stay in {@code env} until it is verified. */
  static FaceppConfig from(Env env) {
    return new FaceppConfig(
        env.parse(
            "ANALYZER_FACEPP_ENDPOINT",
            URI.create("https://api-us.faceplusplus.com"),
            Texts::webAddress),
        env.required("ANALYZER_FACEPP_KEY"),
        env.required("ANALYZER_FACEPP_SECRET"),
        env.parse("ANALYZER_FACEPP_PLAN", false, FaceppConfig::standard),
        env.integer("ANALYZER_FACEPP_CALLS_PER_SECOND", 1, 1, 1000),
        env.parse("ANALYZER_FACEPP_PRICE", BigDecimal.ZERO, Texts::price));
  }

  private static boolean standard(String text) {
    return switch (text) {
      case "free" -> false;
      case "standard" -> true;
      default -> throw new IllegalArgumentException("is neither free nor standard");
    };
  }

  /** Without key and secret. */
  @Override
  public String toString() {
    return "FaceppConfig[endpoint=" + endpoint + ", standard=" + standard + "]";
  }
}
