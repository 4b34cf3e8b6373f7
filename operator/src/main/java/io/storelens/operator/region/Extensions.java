package io.storelens.operator.region;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Which {@link Extension}s the API server knows; asked again after some minutes. */
final class Extensions {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final KubernetesClient client;
  private final Clock clock;
  private Set<Extension> known = Set.of();
  private Instant asked = Instant.MIN;

  Extensions(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  synchronized boolean knows(Extension extension) {
    var now = clock.instant();
    if (asked.equals(Instant.MIN) || !now.isBefore(asked.plus(REMEMBERED))) {
      var found = EnumSet.noneOf(Extension.class);
      for (var one : Extension.values()) {
        if (isServed(one)) {
          found.add(one);
        }
      }
      known = found;
      asked = now;
    }
    return known.contains(extension);
  }

  private boolean isServed(Extension extension) {
    var served = client.getApiResources(extension.apiVersion());
    return served != null
        && served.getResources().stream()
            .anyMatch(resource -> resource.getName().equals(extension.plural()));
  }
}
