package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.TurboJpeg;
import io.storelens.analyzer.provider.FaceFinder;
import io.storelens.analyzer.provider.FaceProvider;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Open models in this process: no photo leaves it, and none costs anything. */
public final class LocalProvider implements FaceProvider {
  private static final String MODEL = "yunet-cydral-faceapi-fer-1";

  private final ModelSet models;
  private final Optional<TurboJpeg> turboJpeg;
  private final PhotoLimits limits;
  private final boolean custom;

  /**
   * Loads the models.
   *
   * @param folder folder of another model set, with the same file names; empty for the built-in one
   * @param turboJpeg file of the libturbojpeg library; empty to look for it in the system, and to
   *     decode with the JDK where there is none
   * @param limits which photos are taken
   * @throws IllegalArgumentException naming the file that can't be loaded
   */
  public LocalProvider(Optional<Path> folder, Optional<Path> turboJpeg, PhotoLimits limits) {
    this.turboJpeg = TurboJpeg.load(turboJpeg);
    this.models = new ModelSet(folder);
    this.limits = limits;
    this.custom = folder.isPresent();
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public String model() {
    return custom ? "custom" : MODEL;
  }

  @Override
  public Set<Trait> tells() {
    return EnumSet.allOf(Trait.class);
  }

  /** Whether JPEG is decoded by libjpeg-turbo, several times as fast as by the JDK. */
  public boolean usesTurboJpeg() {
    return turboJpeg.isPresent();
  }

  @Override
  public FaceFinder finder() {
    return new LocalFinder(models, turboJpeg, limits);
  }

  @Override
  public void close() {
    models.close();
  }
}
