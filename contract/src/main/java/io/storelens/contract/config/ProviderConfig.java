package io.storelens.contract.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who finds faces.
 *
 * @param chain providers, the first asked first; the next is asked when one fails. Names are {@link
 *     #LOCAL}, {@link #AZURE}, {@link #FACEPP}
 * @param localTraits whether the local models tell what a provider can't, on the faces it found
 * @param azure how Azure Face is called; there when {@code chain} names it
 * @param facepp how Face++ is called; there when {@code chain} names it
 * @param timeout longest a call may take
 * @param mosaic several photos in one call; empty for one photo a call
 * @param budget what providers may cost; empty for any cost
 */
public record ProviderConfig(
    List<String> chain,
    boolean localTraits,
    Optional<AzureConfig> azure,
    Optional<FaceppConfig> facepp,
    Duration timeout,
    Optional<MosaicConfig> mosaic,
    Optional<BudgetConfig> budget) {
  /** Open models in the analyzer itself. */
  public static final String LOCAL = "local";

  /** Azure Face. */
  public static final String AZURE = "azure";

  /** Face++. */
  public static final String FACEPP = "facepp";

  /** The local models alone. */
  public static final ProviderConfig ONLY_LOCAL =
      new ProviderConfig(
          List.of(LOCAL),
          false,
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(10),
          Optional.empty(),
          Optional.empty());

  private static final Set<String> NAMES = Set.of(LOCAL, AZURE, FACEPP);

  public ProviderConfig {
    chain = List.copyOf(chain);
  }

  /** Whether a provider is called over the network, so that more workers than cores are of use. */
  public boolean isRemote() {
    return !chain.equals(List.of(LOCAL));
  }

  /** The price of a thousand calls, of each provider that is called. */
  public Map<String, BigDecimal> prices() {
    var prices = new TreeMap<String, BigDecimal>();
    azure.ifPresent(config -> prices.put(AZURE, config.price()));
    facepp.ifPresent(config -> prices.put(FACEPP, config.price()));
    return prices;
  }

  /** Reads the settings of providers; problems stay in {@code env} until it is verified. */
  static ProviderConfig from(Env env) {
    var chain = env.parse("ANALYZER_PROVIDERS", List.of(LOCAL), ProviderConfig::chain);
    return new ProviderConfig(
        chain,
        env.parse("ANALYZER_LOCAL_TRAITS", false, ProviderConfig::yes),
        chain.contains(AZURE) ? Optional.of(AzureConfig.from(env)) : Optional.empty(),
        chain.contains(FACEPP) ? Optional.of(FaceppConfig.from(env)) : Optional.empty(),
        env.duration("ANALYZER_PROVIDER_TIMEOUT", ONLY_LOCAL.timeout),
        MosaicConfig.from(env),
        BudgetConfig.from(env));
  }

  private static List<String> chain(String text) {
    var names = Texts.list(text);
    if (names.isEmpty()
        || !NAMES.containsAll(names)
        || new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "is not a list of different providers out of local, azure, facepp");
    }
    return names;
  }

  private static boolean yes(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is neither true nor false");
    };
  }
}
