package io.storelens.standalone.up;

import static java.util.stream.Collectors.joining;

import io.storelens.crds.region.Region;
import io.storelens.operator.analyzer.ArchiveSettings;
import io.storelens.operator.analyzer.PolicySettings;
import io.storelens.operator.analyzer.ProviderSettings;
import io.storelens.standalone.resource.Chain;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the one analyzer is told of regions and providers. */
final class AnalyzerSettings {
  private AnalyzerSettings() {}

  /** The environment that {@code chain} asks for; holds keys of providers. */
  static Map<String, String> environment(Chain chain) {
    var env = new TreeMap<String, String>();
    env.put("ANALYZER_REGIONS", policies(chain));
    env.put("ANALYZER_ARCHIVES", archives(chain));
    for (Region region : chain.regions()) {
      var analyzer = region.getSpec().analyzer();
      env.putAll(ProviderSettings.environment(analyzer));
      addSecret(
          env, chain, analyzer.providerSecret(), ProviderSettings.secretKeys(analyzer.provider()));
      var archive = region.getSpec().archive();
      if (archive != null) {
        addSecret(env, chain, archive.secret(), ArchiveSettings.secretKeys());
      }
    }
    return env;
  }

  private static void addSecret(
      Map<String, String> env, Chain chain, String name, Map<String, String> keys) {
    if (name == null) {
      return;
    }
    var values = chain.analyzerSecrets().getOrDefault(name, Map.of());
    keys.forEach(
        (variable, key) -> {
          if (values.containsKey(key)) {
            env.put(variable, values.get(key));
          }
        });
  }

  private static String archives(Chain chain) {
    return chain.regions().stream()
        .map(region -> ArchiveSettings.place(region.getMetadata().getName(), region.getSpec()))
        .flatMap(Optional::stream)
        .collect(joining(","));
  }

  private static String policies(Chain chain) {
    return chain.regions().stream()
        .map(region -> region.getMetadata().getName() + "=" + PolicySettings.of(region.getSpec()))
        .collect(joining(","));
  }
}
