package io.storelens.analyzer.provider;

import io.storelens.contract.config.RegionPolicy;
import io.storelens.contract.face.AgeBand;
import java.util.List;

/**
 * What was found in a photo, and by whom.
 *
 * @param faces all faces, the surest first; empty where there is none
 * @param provider the provider's word for rows, such as {@code local} or {@code azure+local}
 * @param model its models and their version, for rows
 */
public record Finding(List<Face> faces, String provider, String model) {
  public Finding {
    faces = List.copyOf(faces);
  }

  /** What of it may be recorded under {@code policy}. */
  public Finding recordable(RegionPolicy policy) {
    return policy.minors()
        ? this
        : new Finding(faces.stream().filter(face -> !isMinor(face)).toList(), provider, model);
  }

  private static boolean isMinor(Face face) {
    return face.traits().filter(traits -> traits.ageBand() == AgeBand.TO_15).isPresent();
  }
}
