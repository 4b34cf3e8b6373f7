package io.storelens.operator.region;

import static io.storelens.operator.condition.ConditionType.DEGRADED;
import static io.storelens.operator.condition.ConditionType.READY;

import io.storelens.crds.region.Capacity;
import io.storelens.crds.region.Region;
import io.storelens.crds.region.RegionStatus;
import io.storelens.operator.Annotations;
import io.storelens.operator.capacity.Forecast;
import io.storelens.operator.condition.Conditions;
import io.storelens.operator.condition.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a region's status should say, decided from what is seen at one moment. */
final class RegionStatuses {
  private final Clock clock;

  RegionStatuses(Clock clock) {
    this.clock = clock;
  }

  RegionStatus of(Region region, RegionView view) {
    var conditions =
        conditions(region).set(READY, ready(view)).set(DEGRADED, degraded(region, view));
    return new RegionStatus(
        region.getMetadata().getGeneration(),
        view.address().orElse(null),
        view.address().flatMap(host -> view.port()).orElse(null),
        view.stores(),
        view.cameras(),
        view.ingestReady(),
        view.analyzersReady(),
        capacity(view.forecast()),
        conditions.toList());
  }

  /** The status after a failure; the rest of what was known stays. */
  RegionStatus failed(Region region, String reason) {
    var before =
        Optional.ofNullable(region.getStatus())
            .orElse(new RegionStatus(null, null, null, null, null, null, null, null, List.of()));
    var conditions = conditions(region).set(READY, Verdict.unknown("ReconcileFailed", reason));
    return new RegionStatus(
        region.getMetadata().getGeneration(),
        before.address(),
        before.port(),
        before.stores(),
        before.cameras(),
        before.ingestReady(),
        before.analyzersReady(),
        before.capacity(),
        conditions.toList());
  }

  private Conditions conditions(Region region) {
    return new Conditions(
        Optional.ofNullable(region.getStatus()).map(RegionStatus::conditions).orElse(null),
        region.getMetadata().getGeneration(),
        clock);
  }

  private static Verdict ready(RegionView view) {
    if (!view.holding().isEmpty()) {
      return Verdict.no(
          "Draining",
          "Is deleted once FTP servers "
              + view.holding().stream().map(String::valueOf).collect(Collectors.joining(", "))
              + " have handed over their photos. To give these up, annotate it with "
              + Annotations.ABANDON_SPOOL
              + "=true.");
    }
    if (view.works()) {
      return Verdict.yes("Running", "Cameras can upload, and photos are analysed.");
    }
    if (!view.shortages().isEmpty()) {
      return Verdict.no(view.shortages().get(0).reason(), view.shortages().get(0).message());
    }
    if (!view.refusals().isEmpty()) {
      return Verdict.no("Refused", refused(view));
    }
    if (view.address().isEmpty()) {
      return Verdict.no(
          "AddressPending",
          "The Service has no address yet that cameras can reach: see its events, or set"
              + " spec.ingest.service.");
    }
    return view.ingestReady() == 0
        ? Verdict.no("IngestNotReady", "No FTP server is ready; see its pod and volume claim.")
        : Verdict.no("AnalyzersNotReady", "No analyzer is ready: photos wait on disk.");
  }

  private static Verdict degraded(Region region, RegionView view) {
    if (!view.refusals().isEmpty()) {
      return Verdict.yes("Refused", refused(view));
    }
    if (!view.shortages().isEmpty()) {
      return Verdict.yes(view.shortages().get(0).reason(), view.shortages().get(0).message());
    }
    int replicas = region.getSpec().ingest().replicas();
    if (view.ingestReady() < replicas) {
      return Verdict.yes(
          "IngestReplicasMissing",
          view.ingestReady() + " of " + replicas + " FTP servers are ready.");
    }
    int least = region.getSpec().analyzer().minReplicas();
    if (view.analyzersReady() < least) {
      return Verdict.yes(
          "AnalyzersMissing", view.analyzersReady() + " of " + least + " analyzers are ready.");
    }
    return Verdict.no("NoTrouble", "All is well.");
  }

  private static String refused(RegionView view) {
    return String.join("; ", view.refusals()) + ".";
  }

  private static Capacity capacity(Forecast forecast) {
    return new Capacity(
        forecast.minReplicas(),
        forecast.reason(),
        forecast.next().map(change -> change.at().toString()).orElse(null),
        forecast.next().map(Forecast.Change::minReplicas).orElse(null));
  }
}
