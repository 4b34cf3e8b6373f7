package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.crds.region.Region;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeMap;

/** The analyzers' way to the database, in the region's namespace: settings by their names. */
final class DatabaseSecret {
  private DatabaseSecret() {}

  static Secret of(Region region, DatabaseConfig database) {
    var data = new TreeMap<String, String>();
    database.toEnv().forEach((key, value) -> data.put(key, base64(value)));
    return new SecretBuilder()
        .withMetadata(
            RegionParts.metadata(region, RegionParts.database(region), RegionParts.ANALYZER))
        .withType("Opaque")
        .withData(data)
        .build();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
