package io.storelens.operator.camera;

import io.storelens.operator.condition.Verdict;
import io.storelens.operator.observation.CameraObservation;
import java.time.Duration;

/** Whether a camera's clock agrees with arrival, on the average of a day. */
final class ClockCheck {
  static final String OFF = "ClockOff";

  private ClockCheck() {}

  /**
   * @param allowed largest believable difference
   */
  static Verdict verdict(CameraObservation seen, Duration allowed) {
    if (seen.skewPhotos() == 0) {
      return Verdict.unknown(
          "NotMeasured", "No photo of the last 24 hours tells the time of the camera's clock.");
    }
    double seconds = seen.skewSeconds() / seen.skewPhotos();
    if (Math.abs(seconds) <= allowed.toSeconds()) {
      return Verdict.yes("ClockAgrees", "The camera's clock agrees with arrival.");
    }
    return Verdict.no(
        OFF,
        "The camera's clock is "
            + about(Math.abs(seconds))
            + (seconds > 0 ? " fast" : " slow")
            + ". Set it, and have it follow a time server (NTP); check its time zone.");
  }

  /** Steps so coarse that a drifting clock does not change the message all the time. */
  private static String about(double seconds) {
    if (seconds < 90) {
      return "about a minute";
    }
    if (seconds < 45 * 60) {
      return "some minutes";
    }
    long hours = Math.round(seconds / 3600);
    if (hours < 24) {
      return hours <= 1 ? "about an hour" : "about " + hours + " hours";
    }
    return "more than a day";
  }
}
