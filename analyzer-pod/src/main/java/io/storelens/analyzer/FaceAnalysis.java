package io.storelens.analyzer;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.FaceFinder;
import io.storelens.analyzer.provider.FaceProvider;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.local.LocalProvider;
import io.storelens.contract.config.RegionPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells the faces of single photos, without a server or a database. Belongs to one thread. */
public final class FaceAnalysis implements AutoCloseable {
  private static final long MAX_PIXELS = 100_000_000;

  private final FaceProvider provider;
  private final FaceFinder finder;

  private FaceAnalysis(FaceProvider provider) {
    this.provider = provider;
    this.finder = provider.finder();
  }

  /**
   * Loads the models.
   *
   * @param models folder of another model set; empty for the built-in one
   * @param turboJpeg file of the libturbojpeg library; empty to look for it in the system, and to
   *     do without where there is none
   * @throws IllegalArgumentException naming the file that can't be loaded
   */
  public static FaceAnalysis open(Optional<Path> models, Optional<Path> turboJpeg) {
    return new FaceAnalysis(
        new LocalProvider(models, turboJpeg, PhotoLimits.anyFormat(MAX_PIXELS)));
  }

  /**
   * Tells all faces of a photo, by the default policy of a region.
   *
   * @param photo a JPEG or PNG file of at most 100 million pixels
   * @return the faces, the surest first; empty where there is none
   * @throws PhotoRefusedException if the file can't be analysed; the message says why
   */
  public List<AnalyzedFace> analyze(byte[] photo) throws PhotoRefusedException {
    return finder
        .find(EncodedPhoto.of(photo), Inspection.ofEveryFace(RegionPolicy.DEFAULT))
        .faces()
        .stream()
        .map(AnalyzedFace::of)
        .toList();
  }

  /**
   * Measures all faces of a photo by {@code policy}.
   *
   * @param photo a JPEG or PNG file of at most 100 million pixels
   * @return the faces, each with what it lacks to be a customer
   * @throws PhotoRefusedException if the file can't be analysed; the message says why
   */
  public List<Face> measure(byte[] photo, RegionPolicy policy) throws PhotoRefusedException {
    return finder.find(EncodedPhoto.of(photo), Inspection.ofCustomers(policy)).faces();
  }

  @Override
  public void close() {
    finder.close();
    provider.close();
  }
}
