package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.storelens.crds.region.Region;
import io.storelens.operator.Labels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names, labels and owner of what a region is made of. */
final class RegionParts {
  /** What {@link Labels#COMPONENT} says of the FTP servers. */
  static final String INGEST = "ingest";

  /** What {@link Labels#COMPONENT} says of the analyzers. */
  static final String ANALYZER = "analyzer";

  /** Which FTP server something belongs to, counted from 0. */
  static final String REPLICA = "storelens.io/replica";

  /** {@code "true"} on a pod that takes no photos any more, and hands over those it has. */
  static final String DRAINING = "storelens.io/draining";

  private static final String FOREGROUND = "foregroundDeletion";

  private RegionParts() {}

  /** The FTP servers together: Service, account, budget, policy. */
  static String ingest(Region region) {
    return region.getMetadata().getName() + "-ingest";
  }

  /** One FTP server: StatefulSet, volume claim, and a Service where each has one. */
  static String replica(Region region, int number) {
    return ingest(region) + "-" + number;
  }

  /** The headless Service of the FTP servers' pods. */
  static String ingestPods(Region region) {
    return ingest(region) + "-pods";
  }

  /** The analyzers: Deployment, headless Service, autoscaler, account, budget, policy. */
  static String analyzer(Region region) {
    return region.getMetadata().getName() + "-analyzer";
  }

  /** The Secret by which analyzers reach the database. */
  static String database(Region region) {
    return region.getMetadata().getName() + "-database";
  }

  static Map<String, String> selector(Region region, String component) {
    return Labels.selector(region.getMetadata().getName(), component);
  }

  /** What selects one FTP server's pod. */
  static Map<String, String> selector(Region region, int replica) {
    var selector = new TreeMap<>(selector(region, INGEST));
    selector.put(REPLICA, Integer.toString(replica));
    return selector;
  }

  /** Metadata of a part that goes with its region. */
  static ObjectMeta metadata(Region region, String name, String component) {
    return metadata(region, name, component, Map.of());
  }

  static ObjectMeta metadata(
      Region region, String name, String component, Map<String, String> more) {
    var metadata = free(region, name, component, more);
    if (!region.getMetadata().getFinalizers().contains(FOREGROUND)) {
      metadata.setOwnerReferences(List.of(owner(region)));
    }
    // Deleted in the foreground, a region loses first what it owns: while photos wait, that is
    // nothing.
    return metadata;
  }

  /** Metadata of a part that stays until its photos are handed over, whoever deletes the region. */
  static ObjectMeta free(Region region, String name, String component, Map<String, String> more) {
    var labels = new TreeMap<>(Labels.of(region.getMetadata().getName(), component));
    labels.putAll(more);
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(region.getMetadata().getNamespace())
        .withLabels(labels)
        .build();
  }

  private static OwnerReference owner(Region region) {
    return new OwnerReferenceBuilder()
        .withApiVersion(region.getApiVersion())
        .withKind(region.getKind())
        .withName(region.getMetadata().getName())
        .withUid(region.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }
}
