package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.PhotoReader;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.analyzer.photo.RgbImage;
import io.storelens.analyzer.photo.TurboJpeg;
import io.storelens.analyzer.provider.FaceFinder;
import io.storelens.analyzer.provider.Finding;
import io.storelens.analyzer.provider.Inspection;
import java.util.Optional;

/** The way of a photo through the models. */
final class LocalFinder implements FaceFinder {
  private final LocalProvider provider;
  private final PhotoReader reader;
  private final FaceDetector detector;
  private final FaceExamination examination;

  LocalFinder(
      LocalProvider provider, ModelSet models, Optional<TurboJpeg> turboJpeg, PhotoLimits limits) {
    this.provider = provider;
    this.reader = new PhotoReader(turboJpeg, limits);
    this.detector = new FaceDetector(models.detector);
    this.examination = new FaceExamination(Optional.of(models));
  }

  @Override
  public Finding find(EncodedPhoto photo, Inspection inspection) throws PhotoRefusedException {
    var image = reader.read(photo, inspection.smallestFace());
    var detected = detector.detect(image, side(image, inspection));
    return new Finding(
        examination.examine(detected, image, inspection), provider.name(), provider.model());
  }

  @Override
  public void forget() {
    reader.forget();
    examination.forget();
  }

  @Override
  public void close() {
    reader.close();
  }

  private static int side(RgbImage image, Inspection inspection) {
    int longSide = Math.max(image.width(), image.height()) * image.originalPerPixel();
    return FaceDetector.side(longSide, inspection.smallestFace());
  }
}
