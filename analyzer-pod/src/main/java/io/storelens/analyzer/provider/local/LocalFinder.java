package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.PhotoReader;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.analyzer.photo.RgbImage;
import io.storelens.analyzer.photo.TurboJpeg;
import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.FaceFinder;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.Shortfall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way of a photo through the models. All memory of size is taken once, for all photos. */
final class LocalFinder implements FaceFinder {
  /** Faces that go through the models at once; more at once are no faster. */
  private static final int BATCH = 8;

  private final PhotoReader reader;
  private final FaceDetector detector;
  private final FacePatch patch = new FacePatch();
  private final UprightCrop crop = new UprightCrop();
  private final Sharpness sharpness = new Sharpness();
  private final GenderAndAge genderAndAge;
  private final MoodModels mood;

  LocalFinder(ModelSet models, Optional<TurboJpeg> turboJpeg, PhotoLimits limits) {
    this.reader = new PhotoReader(turboJpeg, limits);
    this.detector = new FaceDetector(models.detector);
    this.genderAndAge = new GenderAndAge(models, BATCH);
    this.mood = new MoodModels(models, crop, BATCH);
  }

  @Override
  public List<Face> find(EncodedPhoto photo, Inspection inspection) throws PhotoRefusedException {
    var image = reader.read(photo, inspection.smallestFace());
    var faces = new ArrayList<Face>();
    var batch = new ArrayList<Integer>(BATCH);
    for (DetectedFace detected : detector.detect(image, side(image, inspection))) {
      patch.cut(image, detected);
      float[] upright = crop.draw(patch, 1);
      var face = measured(detected, image.originalPerPixel(), sharpness.of(upright), inspection);
      if (inspection.everyFace() || face.shortfall().isEmpty()) {
        genderAndAge.take(batch.size(), patch, upright);
        if (inspection.policy().mood()) {
          mood.take(batch.size(), patch);
        }
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

  @Override
  public void close() {
    reader.close();
  }

  private static int side(RgbImage image, Inspection inspection) {
    int longSide = Math.max(image.width(), image.height()) * image.originalPerPixel();
    return FaceDetector.side(longSide, inspection.smallestFace());
  }

  /** The face without traits, in pixels of the photo. */
  private static Face measured(
      DetectedFace detected, int originalPerPixel, double sharpness, Inspection inspection) {
    var box =
        new FaceBox(
            detected.left() * originalPerPixel,
            detected.top() * originalPerPixel,
            detected.width() * originalPerPixel,
            detected.height() * originalPerPixel);
    double eyeDistance = detected.eyeDistance() * originalPerPixel;
    var shortfall =
        inspection
            .shortfall(box, eyeDistance)
            .or(
                () ->
                    Optional.of(Shortfall.SHARPNESS)
                        .filter(blur -> sharpness < Inspection.MIN_SHARPNESS));
    return new Face(box, eyeDistance, sharpness, shortfall, Optional.empty());
  }

  /** Asks the models about the faces of {@code batch}, which is empty afterwards. */
  private void tell(List<Integer> batch, List<Face> faces, Inspection inspection) {
    boolean withMood = inspection.policy().mood();
    genderAndAge.run(batch.size());
    if (withMood) {
      mood.run(batch.size());
    }
    for (int slot = 0; slot < batch.size(); slot++) {
      double male = genderAndAge.male(slot);
      double age = genderAndAge.age(slot);
      var traits =
          withMood
              ? Decision.traits(male, age, mood.probabilities(slot))
              : Decision.traits(male, age);
      faces.set(batch.get(slot), faces.get(batch.get(slot)).with(traits));
    }
    batch.clear();
  }
}
