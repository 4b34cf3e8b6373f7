package io.storelens.e2e.cluster;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cameras more for the sample chain. */
final class NewCamera {
  private NewCamera() {}

  /** The YAML of cameras {@code till-0}, {@code till-1} and so on. */
  static String yaml(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            till ->
                """
                apiVersion: storelens.io/v1alpha1
                kind: Camera
                metadata: {name: till-%d, labels: {story: failures}}
                spec: {store: paris-001, position: Till %d}
                """
                    .formatted(till, till))
        .collect(Collectors.joining("---\n"));
  }
}
