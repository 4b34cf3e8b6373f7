package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.PhotoReader;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.FacePoints;
import io.storelens.analyzer.provider.FacePoints.Point;
import io.storelens.analyzer.provider.FoundFace;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.ToldTraits;
import io.storelens.analyzer.provider.Traits;
import io.storelens.analyzer.provider.remote.FaceApi;
import io.storelens.analyzer.provider.remote.PictureLimits;
import io.storelens.contract.config.RegionPolicy;
import io.storelens.contract.face.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A provider that is called, played by the local models on whatever picture it is sent. */
public final class DetectingApi implements FaceApi, AutoCloseable {
  private final PictureLimits limits;
  private final ModelSet models = new ModelSet(Optional.empty());
  private final FaceDetector detector = new FaceDetector(models.detector);
  private final FaceExamination examination = new FaceExamination(Optional.of(models));
  private final PhotoReader reader =
      new PhotoReader(Optional.empty(), PhotoLimits.jpeg(100_000_000));
  private final List<Integer> bytes = new ArrayList<>();

  public DetectingApi(PictureLimits limits) {
    this.limits = limits;
  }

  @Override
  public synchronized List<FoundFace> detect(byte[] jpeg, Set<Trait> wanted) {
    bytes.add(jpeg.length);
    var inspection = Inspection.ofEveryFace(RegionPolicy.DEFAULT);
    try {
      // A mosaic's faces are small beside it: look at its parts, as a provider with more cores.
      var image = reader.read(EncodedPhoto.of(jpeg), 100);
      var found = detector.detect(image, 640);
      var faces = examination.examine(found, image, inspection);
      var told = new ArrayList<FoundFace>();
      for (int i = 0; i < found.size(); i++) {
        told.add(face(found.get(i), image.originalPerPixel(), faces.get(i).traits().orElseThrow()));
      }
      return told;
    } catch (PhotoRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Bytes of each picture so far. */
  public synchronized List<Integer> pictures() {
    return List.copyOf(bytes);
  }

  @Override
  public PictureLimits limits() {
    return limits;
  }

  @Override
  public String model() {
    return "detecting";
  }

  @Override
  public void close() {
    reader.close();
    models.close();
  }

  private static FoundFace face(DetectedFace face, int scale, Traits traits) {
    double[] points = face.points();
    return new FoundFace(
            new FaceBox(face.left(), face.top(), face.width(), face.height()),
            new FacePoints(
                new Point(points[0], points[1]),
                new Point(points[2], points[3]),
                new Point(points[4], points[5]),
                new Point(points[6], points[7]),
                new Point(points[8], points[9])),
            new ToldTraits(
                Optional.of(traits.gender()),
                traits.genderConfidence(),
                OptionalDouble.of(traits.age()),
                Optional.of(traits.mood()),
                traits.moodConfidence()))
        .times(scale);
  }
}
