package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.RgbImage;
import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.FacePoints;
import io.storelens.analyzer.provider.FoundFace;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.Shortfall;
import io.storelens.analyzer.provider.ToldTraits;
import io.storelens.contract.face.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures faces whose places are known, and asks the models about those that count. All memory of
 * size is taken once, for all photos. Belongs to one thread.
 */
public final class FaceExamination {
  /** Faces that go through the models at once; more at once are no faster. */
  private static final int BATCH = 8;

  private final FacePatch patch = new FacePatch();
  private final UprightCrop crop = new UprightCrop();
  private final Sharpness sharpness = new Sharpness();
  private final Optional<GenderAndAge> genderAndAge;
  private final Optional<MoodModels> mood;

  /**
   * @param models tell traits; empty where another provider does
   */
  FaceExamination(Optional<ModelSet> models) {
    this.genderAndAge = models.map(set -> new GenderAndAge(set, BATCH));
    this.mood = models.map(set -> new MoodModels(set, crop, BATCH));
  }

  /** Measures alone; traits are what the provider told. */
  public static FaceExamination withoutModels() {
    return new FaceExamination(Optional.empty());
  }

  /** What became of faces that another provider found. */
  public record Examined(List<Face> faces, boolean askedModels) {}

  /** Overwrites what is still held of faces. */
  public void forget() {
    patch.forget();
    crop.forget();
    genderAndAge.ifPresent(GenderAndAge::forget);
    mood.ifPresent(MoodModels::forget);
  }

  /** Examines faces that another provider found in {@code image}. */
  public Examined examine(RgbImage image, List<FoundFace> found, Inspection inspection) {
    var faces = new ArrayList<Face>(found.size());
    boolean askedModels = false;
    for (FoundFace one : found) {
      var alone = examine(image, one, inspection);
      faces.add(alone.faces().get(0));
      askedModels |= alone.askedModels();
    }
    return new Examined(faces, askedModels);
  }

  /** Examines faces that the detector found in {@code image}, and asks the models about them. */
  List<Face> examine(Iterable<DetectedFace> found, RgbImage image, Inspection inspection) {
    var faces = new ArrayList<Face>();
    var batch = new ArrayList<Integer>(BATCH);
    for (DetectedFace detected : found) {
      patch.cut(image, detected);
      float[] upright = crop.draw(patch, 1);
      var face = measured(detected, image.originalPerPixel(), upright, inspection);
      if (inspection.everyFace() || face.shortfall().isEmpty()) {
        take(batch.size(), upright, inspection);
        batch.add(faces.size());
      }
      faces.add(face);
      if (batch.size() == BATCH) {
        tell(batch, faces, inspection);
      }
    }
    if (!batch.isEmpty()) {
      tell(batch, faces, inspection);
    }
    return faces;
  }

  private Examined examine(RgbImage image, FoundFace found, Inspection inspection) {
    var detected = detected(found);
    patch.cut(image, detected);
    float[] upright = crop.draw(patch, 1);
    var face = measured(detected, image.originalPerPixel(), upright, inspection);
    if (!inspection.everyFace() && face.shortfall().isPresent()) {
      return new Examined(List.of(face), false);
    }
    if (isTold(found.told(), inspection) || genderAndAge.isEmpty()) {
      var told = found.told().alone().map(face::with);
      return new Examined(List.of(told.orElseGet(() -> lacking(face))), false);
    }
    take(0, upright, inspection);
    var faces = new ArrayList<>(List.of(face));
    tell(new ArrayList<>(List.of(0)), faces, inspection);
    var traits = found.told().completedBy(faces.get(0).traits().orElseThrow());
    return new Examined(List.of(face.with(traits)), true);
  }

  private static boolean isTold(ToldTraits told, Inspection inspection) {
    var traits = told.traits();
    return traits.contains(Trait.GENDER)
        && traits.contains(Trait.AGE)
        && (traits.contains(Trait.MOOD) || !inspection.policy().mood());
  }

  private static Face lacking(Face face) {
    return new Face(
        face.box(),
        face.eyeDistance(),
        face.sharpness(),
        face.shortfall().or(() -> Optional.of(Shortfall.UNTOLD)),
        Optional.empty());
  }

  private static DetectedFace detected(FoundFace found) {
    var box = found.box();
    FacePoints points = found.points();
    return new DetectedFace(
        box.x(),
        box.y(),
        box.x() + box.width(),
        box.y() + box.height(),
        1,
        new double[] {
          points.leftEye().x(), points.leftEye().y(),
          points.rightEye().x(), points.rightEye().y(),
          points.nose().x(), points.nose().y(),
          points.leftMouth().x(), points.leftMouth().y(),
          points.rightMouth().x(), points.rightMouth().y()
        });
  }

  /** The face without traits, in pixels of the photo. */
  private Face measured(
      DetectedFace detected, int originalPerPixel, float[] upright, Inspection inspection) {
    var box =
        new FaceBox(
            detected.left() * originalPerPixel,
            detected.top() * originalPerPixel,
            detected.width() * originalPerPixel,
            detected.height() * originalPerPixel);
    double eyeDistance = detected.eyeDistance() * originalPerPixel;
    double sharp = sharpness.of(upright);
    var shortfall =
        inspection.shortfall(box, eyeDistance).or(() -> shortfall(detected, upright, sharp));
    return new Face(box, eyeDistance, sharp, shortfall, Optional.empty());
  }

  private static Optional<Shortfall> shortfall(
      DetectedFace detected, float[] upright, double sharpness) {
    if (Pose.isTurnedAway(detected)) {
      return Optional.of(Shortfall.POSE);
    }
    if (Exposure.isBad(upright)) {
      return Optional.of(Shortfall.EXPOSURE);
    }
    return sharpness < Inspection.MIN_SHARPNESS
        ? Optional.of(Shortfall.SHARPNESS)
        : Optional.empty();
  }

  private void take(int slot, float[] upright, Inspection inspection) {
    genderAndAge.orElseThrow().take(slot, patch, upright);
    if (inspection.policy().mood()) {
      mood.orElseThrow().take(slot, patch);
    }
  }

  /** Asks the models about the faces of {@code batch}, which is empty afterwards. */
  private void tell(List<Integer> batch, List<Face> faces, Inspection inspection) {
    var genders = genderAndAge.orElseThrow();
    var moods = mood.orElseThrow();
    boolean withMood = inspection.policy().mood();
    genders.run(batch.size());
    if (withMood) {
      moods.run(batch.size());
    }
    for (int slot = 0; slot < batch.size(); slot++) {
      double male = genders.male(slot);
      double age = genders.age(slot);
      var traits =
          withMood
              ? Decision.traits(male, age, moods.probabilities(slot))
              : Decision.traits(male, age);
      faces.set(batch.get(slot), faces.get(batch.get(slot)).with(traits));
    }
    batch.clear();
  }
}
