package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.storelens.crds.region.Region;
import io.storelens.operator.PodImages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The FTP servers of one region. They are renewed one after the other, so that cameras always find
 * one; one that is no longer wanted first hands over what it has.
 */
final class Replicas {
  private final Region region;
  private final RegionCaches caches;

  Replicas(Region region, RegionCaches caches) {
    this.region = region;
    this.caches = caches;
  }

  /** Those that are there, by number. */
  List<Replica> all() {
    Map<Integer, StatefulSet> sets = byNumber(StatefulSet.class);
    Map<Integer, PersistentVolumeClaim> claims = byNumber(PersistentVolumeClaim.class);
    return Stream.concat(sets.keySet().stream(), claims.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(
            number ->
                new Replica(
                    number,
                    Optional.ofNullable(sets.get(number)),
                    Optional.ofNullable(claims.get(number))))
        .toList();
  }

  /** Those that may still hold photos. */
  List<Replica> holding() {
    return all().stream().filter(replica -> !replica.isEmpty()).toList();
  }

  /**
   * Makes those that are wanted, and empties and removes the others.
   *
   * @param passiveAddress what {@code PASV} of each answers with; empty while it is not known
   */
  void arrange(Applier applier, PodImages images, IntFunction<Optional<String>> passiveAddress) {
    int wanted = region.getSpec().ingest().replicas();
    for (int number = 0; number < wanted; number++) {
      applier.apply(PersistentVolumeClaim.class, SpoolClaim.of(region, number));
      renew(
          applier,
          number,
          IngestStatefulSet.of(region, images, number, passiveAddress.apply(number), false));
    }
    for (var replica : all()) {
      if (replica.number() >= wanted && !drain(applier, images, replica)) {
        replica.set().filter(Replicas::isThere).ifPresent(applier::delete);
        replica.claim().filter(Replicas::isThere).ifPresent(applier::delete);
      }
    }
  }

  /** Has all of them hand over what they have, and take no more. */
  void drain(Applier applier, PodImages images) {
    all().forEach(replica -> drain(applier, images, replica));
  }

  /** Returns whether it may still hold photos. */
  private boolean drain(Applier applier, PodImages images, Replica replica) {
    if (replica.isEmpty()) {
      return false;
    }
    applier.apply(
        StatefulSet.class,
        IngestStatefulSet.of(region, images, replica.number(), Optional.empty(), true));
    return true;
  }

  /** One that serves cameras waits until all others do. */
  private void renew(Applier applier, int number, StatefulSet wanted) {
    if (applier.isCurrent(StatefulSet.class, wanted)) {
      return;
    }
    var all = all();
    boolean serves =
        all.stream().anyMatch(replica -> replica.number() == number && replica.serves());
    boolean othersServe =
        all.stream()
            .filter(replica -> replica.number() != number && isWanted(replica))
            .allMatch(replica -> replica.serves() && replica.isSettled());
    if (!serves || othersServe) {
      applier.apply(StatefulSet.class, wanted);
    }
  }

  private static boolean isThere(HasMetadata part) {
    return part.getMetadata().getDeletionTimestamp() == null;
  }

  private boolean isWanted(Replica replica) {
    return replica.number() < region.getSpec().ingest().replicas();
  }

  private <T extends HasMetadata> Map<Integer, T> byNumber(Class<T> kind) {
    return caches.of(kind, region).stream()
        .filter(part -> number(part).isPresent())
        .collect(Collectors.toMap(part -> number(part).orElseThrow(), Function.identity()));
  }

  /** A label that somebody changed is put right by writing the part under its name. */
  private Optional<Integer> number(HasMetadata part) {
    var name = part.getMetadata().getName();
    var prefix = RegionParts.ingest(region) + "-";
    return name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d{1,2}")
        ? Optional.of(Integer.parseInt(name.substring(prefix.length())))
        : Optional.empty();
  }
}
