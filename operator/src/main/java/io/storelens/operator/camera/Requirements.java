package io.storelens.operator.camera;

import io.storelens.crds.camera.Capabilities;
import io.storelens.operator.condition.Verdict;
import io.storelens.operator.observation.CameraObservation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Whether a camera can do what is asked of it: by its data sheet, and by the faces in its photos.
 * Every camera has a way to be identified, for the schema asks for one.
 */
final class Requirements {
  static final String DECLARED_TOO_LITTLE = "DeclaredTooLittle";
  static final String FACES_UNFIT = "FacesUnfit";

  /** A face at the checkout takes at most a third of the picture's shorter side. */
  private static final int FACES_IN_SHORT_SIDE = 3;

  /** Fewer faces say nothing. */
  private static final long ENOUGH_FACES = 50;

  private static final List<Lack> LACKS =
      List.of(
          new Lack(
              CameraObservation::belowSize,
              "too small",
              "Bring the camera nearer, zoom in, or set a higher resolution."),
          new Lack(
              CameraObservation::belowEyeDistance,
              "with eyes too close together",
              "Have the camera look at customers from the front, or bring it nearer."),
          new Lack(
              CameraObservation::belowPose,
              "turned away",
              "Mount the camera at eye level, at most 30 degrees beside where customers look."),
          new Lack(
              CameraObservation::belowExposure,
              "too dark, too bright or without contrast",
              "Keep windows and lamps from behind customers, switch on wide dynamic range, or add"
                  + " light."),
          new Lack(
              CameraObservation::belowSharpness,
              "not sharp enough",
              "Clean the lens, check focus and light."));

  private Requirements() {}

  /**
   * @param minFaceSize shorter side of the smallest face the region takes, in pixels
   * @param seen what arrives; empty where that is not known
   */
  static Verdict verdict(
      Optional<Capabilities> declared, int minFaceSize, Optional<CameraObservation> seen) {
    var missing =
        declared.map(capabilities -> missing(capabilities, minFaceSize)).orElse(List.of());
    if (!missing.isEmpty()) {
      return Verdict.no(
          DECLARED_TOO_LITTLE,
          "By spec.capabilities, the camera " + String.join("; ", missing) + ".");
    }
    var unfit = seen.flatMap(Requirements::unfit);
    if (unfit.isPresent()) {
      return Verdict.no(FACES_UNFIT, unfit.get());
    }
    if (seen.filter(camera -> camera.faces() >= ENOUGH_FACES).isPresent()) {
      return Verdict.yes("FacesFit", "Most faces in its photos are as the region asks.");
    }
    return declared.filter(Requirements::isComplete).isPresent()
        ? Verdict.yes("DeclaredEnough", "By spec.capabilities, the camera can do what is asked.")
        : Verdict.unknown(
            "NotDeclared",
            "Fewer than "
                + ENOUGH_FACES
                + " faces were seen, and spec.capabilities does not tell resolution, ftp, and schedule"
                + " or trigger.");
  }

  private static List<String> missing(Capabilities declared, int minFaceSize) {
    var missing = new ArrayList<String>();
    if (Boolean.FALSE.equals(declared.ftp())) {
      missing.add("cannot upload by FTP");
    }
    if (Boolean.FALSE.equals(declared.schedule()) && declared.trigger() == null) {
      missing.add("takes photos neither by a schedule nor by a trigger");
    }
    int shortSide = shortSide(declared);
    int wanted = FACES_IN_SHORT_SIDE * minFaceSize;
    if (declared.resolution() != null && shortSide < wanted) {
      missing.add(
          "has "
              + shortSide
              + " pixels on the shorter side of a photo, and faces of "
              + minFaceSize
              + " pixels need "
              + wanted);
    }
    return missing;
  }

  private static boolean isComplete(Capabilities declared) {
    return Boolean.TRUE.equals(declared.ftp())
        && (Boolean.TRUE.equals(declared.schedule()) || declared.trigger() != null)
        && declared.resolution() != null;
  }

  private static int shortSide(Capabilities declared) {
    if (declared.resolution() == null) {
      return 0;
    }
    var sides = declared.resolution().split("x", -1);
    return Math.min(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }

  private static Optional<String> unfit(CameraObservation seen) {
    long below = LACKS.stream().mapToLong(lack -> lack.faces(seen)).sum();
    if (seen.faces() < ENOUGH_FACES || 2 * below <= seen.faces()) {
      return Optional.empty();
    }
    var main = LACKS.stream().max(Comparator.comparingLong(lack -> lack.faces(seen))).orElseThrow();
    return Optional.of(
        "Of %d faces of the last 24 hours %d are unfit, most of them (%d) %s. %s"
            .formatted(seen.faces(), below, main.faces(seen), main.words(), main.remedy()));
  }

  /**
   * What a face may lack.
   *
   * @param count how many faces lack it
   * @param words what is said of them
   * @param remedy what to do at the camera
   */
  private record Lack(ToLongFunction<CameraObservation> count, String words, String remedy) {
    long faces(CameraObservation seen) {
      return count.applyAsLong(seen);
    }
  }
}
