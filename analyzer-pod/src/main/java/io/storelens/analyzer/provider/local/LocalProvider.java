package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.TurboJpeg;
import io.storelens.analyzer.provider.FaceFinder;
import io.storelens.analyzer.provider.FaceProvider;
import io.storelens.contract.face.Trait;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Open models in this process: no photo leaves it, and none costs anything. */
public final class LocalProvider implements FaceProvider {
  private static final String MODEL = "yunet-cydral-faceapi-fer-2";

  private final ModelSet models;
  private final Optional<TurboJpeg> turboJpeg;
  private final PhotoLimits limits;
  private final String model;

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
    this.model = folder.isPresent() ? "custom-" + models.sum() : MODEL;
  }

  @Override
  public String name() {
    return "local";
  }

  /** Which models, in which version, tell the faces; goes into rows. */
  public String model() {
    return model;
  }

  @Override
  public Set<Trait> tells() {
    return EnumSet.allOf(Trait.class);
  }

  @Override
  public FaceFinder finder() {
    return new LocalFinder(this, models, turboJpeg, limits);
  }

  /** An examination for one thread, of faces that another provider found. */
  public FaceExamination examination() {
    return new FaceExamination(Optional.of(models));
  }

  @Override
  public void close() {
    models.close();
  }
}
