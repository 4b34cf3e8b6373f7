package io.storelens.operator.directory;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.crds.region.Region;
import io.storelens.operator.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * One shard of a region's camera directory as a Secret: one key, named as the shard's file, so that
 * all shards mounted into one folder are the directory.
 */
public final class ShardSecret {
  /** What {@link Labels#COMPONENT} says of shards. */
  public static final String COMPONENT = "camera-directory";

  private ShardSecret() {}

  /** The Secret's name. {@code number} goes from 0 to {@link DirectoryShard#COUNT} - 1. */
  public static String name(String region, int number) {
    return region + "-cameras-" + number;
  }

  /** The Secret as it should be. It goes when the region goes. */
  static Secret of(Region region, int number, String json) {
    var metadata = region.getMetadata();
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name(metadata.getName(), number))
        .withNamespace(metadata.getNamespace())
        .withLabels(Labels.of(metadata.getName(), COMPONENT))
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(region.getApiVersion())
                .withKind(region.getKind())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .build())
        .endMetadata()
        .withType("Opaque")
        .withData(
            Map.of(
                DirectoryShard.fileName(number),
                Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8))))
        .build();
  }

  /** The shard in {@code secret}; empty where there is none that can be read. */
  static Optional<String> json(Secret secret, int number) {
    return Optional.ofNullable(secret.getData())
        .map(data -> data.get(DirectoryShard.fileName(number)))
        .map(ShardSecret::decoded);
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // The API server takes nothing else; a test's double may.
      return "";
    }
  }

  /** The number of the shard that a Secret of this name is; empty if it is none. */
  static Optional<Integer> number(String region, String name) {
    String start = region + "-cameras-";
    if (!name.startsWith(start) || !name.substring(start.length()).matches("[0-9]{1,2}")) {
      return Optional.empty();
    }
    return Optional.of(Integer.parseInt(name.substring(start.length())))
        .filter(number -> number < DirectoryShard.COUNT);
  }
}
