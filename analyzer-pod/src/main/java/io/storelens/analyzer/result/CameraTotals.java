package io.storelens.analyzer.result;

import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.Shortfall;
import java.time.Duration;
import java.time.Instant;

/** Sums of photos of one camera over one hour of arrival. */
final class CameraTotals {
  private final int[] below = new int[Shortfall.values().length];
  private int photos;
  private int faces;
  private int customers;
  private double faceSizes;
  private double eyeDistances;
  private double sharpness;
  private int skewPhotos;
  private double skewSeconds;
  private double mostSkewSeconds;
  private Instant lastPhoto = Instant.MIN;

  void add(Outcome.Analyzed outcome) {
    var photo = outcome.photo();
    photos++;
    lastPhoto = lastPhoto.isAfter(photo.receivedAt()) ? lastPhoto : photo.receivedAt();
    photo
        .cameraTime()
        .ifPresent(time -> addSkew(Duration.between(photo.receivedAt(), time).toMillis() / 1000.0));
    outcome.faces().forEach(this::add);
  }

  int photos() {
    return photos;
  }

  int faces() {
    return faces;
  }

  int customers() {
    return customers;
  }

  /** Faces that are no customers, {@code shortfall} being the first reason. */
  @SuppressWarnings("EnumOrdinal") // an index into this class's own array
  int below(Shortfall shortfall) {
    return below[shortfall.ordinal()];
  }

  /** Shorter sides of all faces, in pixels. */
  double faceSizes() {
    return faceSizes;
  }

  /** Distances of the eyes of all faces, in pixels. */
  double eyeDistances() {
    return eyeDistances;
  }

  /** Sharpness of all faces. */
  double sharpness() {
    return sharpness;
  }

  /** Photos whose camera told a time. */
  int skewPhotos() {
    return skewPhotos;
  }

  /** Camera's time minus arrival, summed. */
  double skewSeconds() {
    return skewSeconds;
  }

  /** The largest difference to either side; 0 or more. */
  double mostSkewSeconds() {
    return mostSkewSeconds;
  }

  /** When the last photo arrived. */
  Instant lastPhoto() {
    return lastPhoto;
  }

  private void addSkew(double seconds) {
    skewPhotos++;
    skewSeconds += seconds;
    mostSkewSeconds = Math.max(mostSkewSeconds, Math.abs(seconds));
  }

  @SuppressWarnings("EnumOrdinal") // an index into this class's own array
  private void add(Face face) {
    faces++;
    faceSizes += face.box().shorterSide();
    eyeDistances += face.eyeDistance();
    sharpness += face.sharpness();
    face.shortfall().ifPresentOrElse(shortfall -> below[shortfall.ordinal()]++, () -> customers++);
  }
}
