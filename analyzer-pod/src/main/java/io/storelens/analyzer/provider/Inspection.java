package io.storelens.analyzer.provider;

import io.storelens.contract.config.RegionPolicy;
import java.util.Optional;

/**
 * What to look for in a photo.
 *
 * @param policy what makes a face a customer, and whether mood is told
 * @param everyFace whether traits are told of every face, or of customers only
 */
public record Inspection(RegionPolicy policy, boolean everyFace) {
  /** Sharpness below which a face is no customer. */
  public static final double MIN_SHARPNESS = 50;

  /** A smaller face tells nothing reliable, whoever asks. */
  private static final int SMALLEST_FACE = 100;

  /** What is counted under {@code policy}. */
  public static Inspection ofCustomers(RegionPolicy policy) {
    return new Inspection(policy, false);
  }

  /** Traits of every face; {@code policy} says only which of them would be customers. */
  public static Inspection ofEveryFace(RegionPolicy policy) {
    return new Inspection(policy, true);
  }

  /** Side of the smallest face that traits are wanted of, in pixels of the photo. */
  public int smallestFace() {
    return everyFace ? Math.min(SMALLEST_FACE, policy.minFaceSize()) : policy.minFaceSize();
  }

  /** What a face lacks that is measured before its pixels are looked at. */
  public Optional<Shortfall> shortfall(FaceBox box, double eyeDistance) {
    if (box.shorterSide() < policy.minFaceSize()) {
      return Optional.of(Shortfall.SIZE);
    }
    return eyeDistance < policy.minEyeDistance()
        ? Optional.of(Shortfall.EYE_DISTANCE)
        : Optional.empty();
  }
}
