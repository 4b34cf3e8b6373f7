package io.storelens.operator.region;

import static io.storelens.operator.condition.ConditionType.DEGRADED;
import static io.storelens.operator.condition.ConditionType.READY;

import io.fabric8.kubernetes.api.model.Condition;
import io.storelens.crds.region.Region;
import io.storelens.crds.region.RegionStatus;
import io.storelens.operator.condition.ConditionType;
import io.storelens.operator.event.EventReason;
import io.storelens.operator.event.Events;
import java.util.Optional;
import java.util.Set;

/** Events about regions, for what a person is to act on. */
final class RegionNews {
  /** What others provide; the rest settles by itself, or is told by the parts' own events. */
  private static final Set<String> SHORTAGES =
      Set.of(
          "DatabaseUnknown",
          "TlsSecretMissing",
          "ProviderSecretMissing",
          "ArchiveSecretMissing",
          "ArchiveUnusable");

  private final Events events;

  RegionNews(Events events) {
    this.events = events;
  }

  /** Tells what {@code status} says and the status before did not. */
  void report(Region region, RegionStatus status) {
    var degraded = turned(region, status, DEGRADED);
    degraded
        .filter(one -> SHORTAGES.contains(one.getReason()))
        .ifPresent(one -> publish(region, EventReason.REFERENCE_UNUSABLE, one.getMessage()));
    degraded
        .filter(one -> one.getReason().equals("Refused"))
        .ifPresent(one -> publish(region, EventReason.PART_REFUSED, one.getMessage()));
    turned(region, status, READY)
        .filter(one -> one.getReason().equals("Draining"))
        .ifPresent(one -> publish(region, EventReason.SPOOL_DRAINING, one.getMessage()));
  }

  /** All its photos are handed over. */
  void emptied(Region region) {
    publish(region, EventReason.SPOOL_EMPTY, "No photo waits any more: its parts are deleted.");
  }

  /** Photos that may have waited are given up. */
  void abandoned(Region region, int servers) {
    publish(
        region,
        EventReason.SPOOL_ABANDONED,
        "Photos that waited on " + servers + " FTP servers are given up, as its annotation asks.");
  }

  private void publish(Region region, EventReason reason, String note) {
    events.publish(region, reason, note);
  }

  /** The condition, where its reason is another than before. */
  private static Optional<Condition> turned(
      Region region, RegionStatus status, ConditionType type) {
    var before = condition(region.getStatus(), type).map(Condition::getReason);
    return condition(status, type).filter(one -> !before.equals(Optional.of(one.getReason())));
  }

  private static Optional<Condition> condition(RegionStatus status, ConditionType type) {
    return Optional.ofNullable(status).map(RegionStatus::conditions).stream()
        .flatMap(conditions -> conditions.stream())
        .filter(one -> one.getType().equals(type.text()))
        .findFirst();
  }
}
