package io.storelens.operator.camera;

import io.storelens.operator.condition.Verdict;
import io.storelens.operator.observation.CameraObservation;

/** Whether many of a camera's photos are refused. */
final class Trouble {
  private static final long ENOUGH = 10;

  private Trouble() {}

  /** Degraded from a quarter of the photos of two hours on. */
  static Verdict verdict(CameraObservation seen) {
    long all = seen.recentPhotos() + seen.recentRefusals();
    if (seen.recentRefusals() < ENOUGH || 4 * seen.recentRefusals() < all) {
      return Verdict.no("NoTrouble", "Its photos are taken.");
    }
    return Verdict.yes(
        "PhotosRefused",
        "Many photos of the last two hours were refused, most often as "
            + seen.refusalReason().orElse("unknown")
            + ".");
  }
}
