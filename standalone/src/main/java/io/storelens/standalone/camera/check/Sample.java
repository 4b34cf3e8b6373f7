package io.storelens.standalone.camera.check;

import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.Shortfall;
import io.storelens.contract.config.RegionPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What photos of a camera show. */
final class Sample {
  private final RegionPolicy policy;
  private final Map<Shortfall, Integer> below = new EnumMap<>(Shortfall.class);
  private int photos;
  private int unreadable;
  private int withCustomer;
  private int faces;
  private double faceSizes;
  private double eyeDistances;

  Sample(RegionPolicy policy) {
    this.policy = policy;
  }

  /** A photo's faces. */
  void add(List<Face> found) {
    photos++;
    faces += found.size();
    boolean customer = false;
    for (Face face : found) {
      faceSizes += face.box().shorterSide();
      eyeDistances += face.eyeDistance();
      face.shortfall().ifPresent(shortfall -> below.merge(shortfall, 1, Integer::sum));
      customer |= face.shortfall().isEmpty();
    }
    withCustomer += customer ? 1 : 0;
  }

  /** A photo that can't be decoded. */
  void addUnreadable() {
    photos++;
    unreadable++;
  }

  /**
   * Sums of many photos. How many of them had a customer is not known; at most one a photo counts.
   */
  void add(
      int manyPhotos,
      int manyFaces,
      int customers,
      Map<Shortfall, Integer> shortfalls,
      double sizes,
      double distances) {
    photos += manyPhotos;
    faces += manyFaces;
    withCustomer += Math.min(manyPhotos, customers);
    shortfalls.forEach((shortfall, count) -> below.merge(shortfall, count, Integer::sum));
    faceSizes += sizes;
    eyeDistances += distances;
  }

  /** Photos that were refused because nothing can read them. */
  void addUnreadable(int count) {
    photos += count;
    unreadable += count;
  }

  RegionPolicy policy() {
    return policy;
  }

  int photos() {
    return photos;
  }

  int unreadable() {
    return unreadable;
  }

  /** Photos with a face that meets the requirements. */
  int withCustomer() {
    return withCustomer;
  }

  int faces() {
    return faces;
  }

  int below(Shortfall shortfall) {
    return below.getOrDefault(shortfall, 0);
  }

  /** Mean of the shorter sides of all faces, in pixels. */
  double faceSize() {
    return faceSizes / faces;
  }

  /** Mean of the distances of the eyes of all faces, in pixels. */
  double eyeDistance() {
    return eyeDistances / faces;
  }
}
