package io.storelens.operator;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;

/** Resources as the API server hands them out: every default is filled in. */
public final class Resources {
  private Resources() {}

  /** A region that shows groups of {@code smallestGroup} customers and more. */
  public static Region region(String name, int smallestGroup) {
    return Serialization.unmarshal(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Region
        metadata: {name: %s}
        spec:
          privacy: {smallestGroup: %d}
        """
            .formatted(name, smallestGroup),
        Region.class);
  }

  /** A store in Paris, open on weekdays and, past midnight, on Saturday. */
  public static Store store(String name, String region) {
    return Serialization.unmarshal(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Store
        metadata: {name: %s}
        spec:
          region: %s
          country: FR
          city: Paris
          timeZone: Europe/Paris
          workingHours:
            - {days: [Fri, Thu, Mon, Wed, Tue], opens: "08:00", closes: "20:00"}
            - {days: [Sat], opens: "18:00", closes: "24:00"}
          closedDates: ["2026-12-25", "2026-05-01", "2026-07-14"]
        """
            .formatted(name, region),
        Store.class);
  }

  /** A camera that keeps photos while its line is down. */
  public static Camera camera(String name, String store) {
    return Serialization.unmarshal(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Camera
        metadata: {name: %s}
        spec:
          store: %s
          position: Checkout
          identifiedBy: {login: {}}
          captureTime:
            sources: [fileName, exif]
            fileNamePattern: (?<timestamp>\\d{14})\\.jpg
            maxSkew: PT10M
            onSkew: useCamera
          paused: true
        """
            .formatted(name, store),
        Camera.class);
  }
}
