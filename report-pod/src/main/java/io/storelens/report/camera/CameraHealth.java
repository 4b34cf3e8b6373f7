package io.storelens.report.camera;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.storelens.report.coverage.Coverage;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * How a camera does.
 *
 * @param name its unique name
 * @param position where in the store it hangs
 * @param store name of its store
 * @param storeName what people call the store
 * @param city the store's city
 * @param region the store's region
 * @param timeZone the store's IANA time zone
 * @param status whether it sends photos
 * @param lastPhoto when the last one arrived; null if none ever did
 * @param silentOpenHours open hours since then, 31 days back at most; null if none ever did
 * @param customers faces that met the region's requirements
 * @param faces all faces found
 * @param tooSmall faces that were too small, or whose eyes were too close together
 * @param tooBlurred faces that were not sharp enough
 * @param meanFaceSize shorter side of the faces, in pixels; null without faces
 * @param meanEyeDistance distance of the eyes, in pixels; null without faces
 * @param verdict what this says of the camera's place
 * @param meanClockSkew seconds by which its clock is ahead; null where it told no time
 * @param worstClockSkew the largest difference to either side, in seconds
 * @param refusals photos that were refused, by reason
 * @param coverage how many of the store's open hours it sent photos in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CameraHealth(
    String name,
    String position,
    String store,
    String storeName,
    String city,
    String region,
    String timeZone,
    Status status,
    Instant lastPhoto,
    Integer silentOpenHours,
    long customers,
    long faces,
    long tooSmall,
    long tooBlurred,
    Double meanFaceSize,
    Double meanEyeDistance,
    Verdict verdict,
    Double meanClockSkew,
    Double worstClockSkew,
    Map<String, Long> refusals,
    Coverage coverage) {
  /** Whether a camera sends photos. */
  public enum Status {
    /** None ever came. */
    NEVER,
    /** Two open hours or more are over without one. */
    SILENT,
    /** They come. */
    WORKING;

    private static final int SILENT_FROM = 2;

    static Status of(Integer silentOpenHours) {
      if (silentOpenHours == null) {
        return NEVER;
      }
      return silentOpenHours >= SILENT_FROM ? SILENT : WORKING;
    }

    /** The word that the API uses. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether faces are large enough where the camera hangs. */
  public enum Verdict {
    /** No face was found. */
    UNKNOWN,
    /** At most a fifth are too small. */
    GOOD,
    /** Up to a half are too small: a look is worth it. */
    MIXED,
    /** More than half are too small: hang it nearer, or zoom. */
    SMALL;

    private static final double FEW = 0.2;
    private static final double HALF = 0.5;

    static Verdict of(long faces, long tooSmall) {
      if (faces == 0) {
        return UNKNOWN;
      }
      double share = tooSmall / (double) faces;
      if (share <= FEW) {
        return GOOD;
      }
      return share <= HALF ? MIXED : SMALL;
    }

    /** The word that the API uses. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
