package io.storelens.operator.camera;

import io.storelens.contract.store.WorkingHours;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import io.storelens.operator.condition.Verdict;
import io.storelens.operator.directory.CameraEntries;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Why a camera cannot be put into the camera directory, as far as resources tell. */
final class Obstacles {
  private Obstacles() {}

  /**
   * What {@code Ready} says where the camera cannot be put into the directory; empty where it can.
   */
  static Optional<Verdict> of(Camera camera, Optional<Store> store, Optional<Region> region) {
    if (store.isEmpty()) {
      return Optional.of(
          Verdict.no("StoreMissing", "There is no Store " + camera.getSpec().store() + "."));
    }
    if (hours(store).isEmpty()) {
      return Optional.of(
          Verdict.no(
              "StoreUnusable",
              "Store " + camera.getSpec().store() + " has an unknown time zone or bad hours."));
    }
    String regionName = store.get().getSpec().region();
    if (region.isEmpty()) {
      return Optional.of(Verdict.no("RegionMissing", "There is no Region " + regionName + " yet."));
    }
    if (region.get().getMetadata().getDeletionTimestamp() != null) {
      return Optional.of(
          Verdict.no("RegionDeleted", "Region " + regionName + " is being deleted."));
    }
    return badPattern(camera);
  }

  private static Optional<Verdict> badPattern(Camera camera) {
    var identified = camera.getSpec().identifiedBy();
    var fileName = identified == null ? null : identified.fileName();
    return bad("spec.identifiedBy.fileName.pattern", fileName == null ? null : fileName.pattern())
        .or(
            () ->
                bad(
                    "spec.captureTime.fileNamePattern",
                    camera.getSpec().captureTime().fileNamePattern()));
  }

  private static Optional<Verdict> bad(String field, String pattern) {
    try {
      if (pattern != null) {
        Pattern.compile(pattern);
      }
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          Verdict.no(
              "PatternUnusable", field + " is no regular expression: " + e.getDescription() + "."));
    }
  }

  /** When the store is open; empty where that cannot be told. */
  static Optional<WorkingHours> hours(Optional<Store> store) {
    try {
      return store.map(one -> CameraEntries.hours(one.getSpec()));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
