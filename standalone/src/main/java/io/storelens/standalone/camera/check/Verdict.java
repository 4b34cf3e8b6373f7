package io.storelens.standalone.camera.check;

import io.storelens.analyzer.provider.Shortfall;
import java.util.ArrayList;
import java.util.List;

/** Whether a camera meets the requirements, and what to do where it does not. */
final class Verdict {
  /** A camera whose trigger fires without a customer now and then is all right. */
  private static final double FITS = 0.8;

  private static final double FITS_IN_PART = 0.4;

  private final Sample sample;

  Verdict(Sample sample) {
    this.sample = sample;
  }

  boolean fits() {
    return share() >= FITS;
  }

  /** The verdict for a person, with the remedies that matter most first. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "%-9s %s"
            .formatted(
                "Verdict",
                fits()
                    ? "the camera fits"
                    : share() >= FITS_IN_PART
                        ? "the camera fits in part"
                        : "the camera does not fit"));
    lines.add(
        "%-9s %d, %d with a customer".formatted("Photos", sample.photos(), sample.withCustomer()));
    if (sample.faces() > 0) {
      lines.add(
          "%-9s %d, on average %.0f pixels wide with %.0f between the eyes (asked: %d and %d)"
              .formatted(
                  "Faces",
                  sample.faces(),
                  sample.faceSize(),
                  sample.eyeDistance(),
                  sample.policy().minFaceSize(),
                  sample.policy().minEyeDistance()));
    }
    for (Shortfall shortfall : Shortfall.values()) {
      if (sample.below(shortfall) > 0) {
        lines.add("%-9s %d %s".formatted("", sample.below(shortfall), words(shortfall)));
      }
    }
    if (sample.unreadable() > 0) {
      lines.add("%-9s %d can't be read".formatted("", sample.unreadable()));
    }
    remedies().forEach(remedy -> lines.add("%-9s %s".formatted("Remedy", remedy)));
    return lines;
  }

  private double share() {
    return sample.photos() == 0 ? 0 : (double) sample.withCustomer() / sample.photos();
  }

  private List<String> remedies() {
    if (fits()) {
      return List.of();
    }
    var remedies = new ArrayList<String>();
    for (Shortfall shortfall : Shortfall.values()) {
      // A face in the background is below the size in any shop: only what is common matters.
      if (sample.below(shortfall) * 5 > sample.photos()) {
        remedies.add(remedy(shortfall));
      }
    }
    if (sample.unreadable() * 5 > sample.photos()) {
      remedies.add("set the camera to JPEG, and see that its uploads are not cut off");
    }
    if (remedies.isEmpty()) {
      remedies.add(
          "most photos show no face: point the camera at where customers look, and let a sensor at"
              + " the till trigger it");
    }
    return remedies;
  }

  private static String words(Shortfall shortfall) {
    return switch (shortfall) {
      case SIZE -> "too small";
      case EYE_DISTANCE -> "with the eyes too close together: far away, or turned";
      case POSE -> "turned away";
      case EXPOSURE -> "too dark, too bright or without contrast";
      case SHARPNESS -> "blurred";
      case UNTOLD -> "that the provider told nothing of";
    };
  }

  private String remedy(Shortfall shortfall) {
    return switch (shortfall) {
      case SIZE ->
          ("bring the camera to %.0f %% of its distance, zoom in, or set %.1f times the resolution"
                  + " along a side")
              .formatted(100 / factor(), factor());
      case EYE_DISTANCE ->
          "let customers face the camera: at eye level, behind the till; or as for faces too small";
      case POSE -> "mount it at eye level, at most 30 degrees beside where customers look";
      case EXPOSURE ->
          "no window or lamp behind customers; switch on wide dynamic range (WDR), or add light";
      case SHARPNESS ->
          "focus on where customers stand; a shutter of 1/125 s or faster, or more light; clean the"
              + " lens";
      case UNTOLD -> "a paid key of the provider tells of more faces";
    };
  }

  /** How many times larger faces must become; at least a little. */
  private double factor() {
    return Math.max(1.1, sample.policy().minFaceSize() / sample.faceSize());
  }
}
