package io.storelens.e2e.cluster;

/** A camera more for the sample chain. */
final class NewCamera {
  private NewCamera() {}

  static String yaml(String name) {
    return """
        apiVersion: storelens.io/v1alpha1
        kind: Camera
        metadata: {name: %s, labels: {story: failures}}
        spec: {store: paris-001, position: %s}
        """
        .formatted(name, name);
  }
}
