package io.storelens.analyzer.provider;

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
}
