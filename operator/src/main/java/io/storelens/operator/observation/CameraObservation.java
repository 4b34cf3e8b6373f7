package io.storelens.operator.observation;

import java.time.Instant;
import java.util.Optional;

/**
 * What the database says of one camera.
 *
 * @param lastPhoto when its last photo arrived; empty if none ever did
 * @param photos photos analysed in the last 24 hours
 * @param faces all faces found in them
 * @param belowSize faces smaller than the region asks for
 * @param belowEyeDistance faces with eyes closer than it asks for
 * @param belowPose faces turned away
 * @param belowExposure faces too dark, too bright or without contrast
 * @param belowSharpness faces less sharp than it asks for
 * @param skewPhotos photos whose camera time was compared with arrival
 * @param skewSeconds sum of camera clock minus arrival over {@code skewPhotos}
 * @param recentPhotos photos analysed in the last two hours
 * @param recentRefusals photos refused in the last two hours
 * @param refusalReason the most frequent reason of them; empty without refusals
 */
public record CameraObservation(
    Optional<Instant> lastPhoto,
    long photos,
    long faces,
    long belowSize,
    long belowEyeDistance,
    long belowPose,
    long belowExposure,
    long belowSharpness,
    long skewPhotos,
    double skewSeconds,
    long recentPhotos,
    long recentRefusals,
    Optional<String> refusalReason) {
  /** A camera that nothing ever came from. */
  public static final CameraObservation NOTHING =
      new CameraObservation(Optional.empty(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty());
}
