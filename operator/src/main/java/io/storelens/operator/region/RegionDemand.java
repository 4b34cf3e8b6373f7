package io.storelens.operator.region;

import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import io.storelens.operator.AnalyzerCapacity;
import io.storelens.operator.camera.CameraCaches;
import io.storelens.operator.capacity.CapacityPlan;
import io.storelens.operator.capacity.Forecast;
import io.storelens.operator.capacity.PodCapacity;
import io.storelens.operator.capacity.StoreDemand;
import io.storelens.operator.directory.CameraEntries;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a region's stores ask of its analyzers. */
final class RegionDemand {
  /** The cores that {@link AnalyzerCapacity#photosPerSecond} was measured with. */
  private static final double MEASURED_CORES = 2;

  private final CameraCaches fleet;
  private final AnalyzerCapacity capacity;

  RegionDemand(CameraCaches fleet, AnalyzerCapacity capacity) {
    this.fleet = fleet;
    this.capacity = capacity;
  }

  /** The stores that name {@code region}, but for those being deleted. */
  List<Store> stores(Region region) {
    return fleet.storesOf(region).stream()
        .filter(store -> store.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  /** How many analyzers are needed at {@code now}, and the next change. */
  Forecast forecast(Region region, Instant now) {
    var analyzer = region.getSpec().analyzer();
    var pod =
        new PodCapacity(
            capacity.photosPerSecond() * AnalyzerDeployment.cores(region) / MEASURED_CORES,
            capacity.peak(),
            capacity.lead());
    return new CapacityPlan(pod, analyzer.minReplicas(), analyzer.maxReplicas())
        .at(now, stores(region).stream().flatMap(store -> demand(store).stream()).toList());
  }

  /** A store whose hours cannot be read tells so in its own status. */
  private static Optional<StoreDemand> demand(Store store) {
    try {
      return Optional.ofNullable(store.getSpec().expectedCustomersPerDay())
          .map(customers -> new StoreDemand(CameraEntries.hours(store.getSpec()), customers));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
