package io.storelens.e2e.bench.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the API server counted of all its clients' requests.
 *
 * @param all requests of any kind
 * @param writes writes of kinds that the operator writes
 */
record ApiRequests(double all, double writes) {
  private static final Pattern COUNT =
      Pattern.compile("(?m)^apiserver_request_total\\{(.*)} ([0-9.e+]+)$");
  private static final Set<String> WRITES =
      Set.of("POST", "PUT", "PATCH", "APPLY", "DELETE", "DELETECOLLECTION");
  private static final Set<String> KINDS =
      Set.of(
          "regions",
          "stores",
          "cameras",
          "secrets",
          "services",
          "serviceaccounts",
          "persistentvolumeclaims",
          "deployments",
          "statefulsets",
          "horizontalpodautoscalers",
          "poddisruptionbudgets",
          "networkpolicies",
          "events");

  /** The counts now; asking adds one. */
  static ApiRequests now(KubernetesClient client) {
    double all = 0;
    double writes = 0;
    var lines = COUNT.matcher(client.raw("/metrics"));
    while (lines.find()) {
      double count = Double.parseDouble(lines.group(2));
      all += count;
      if (WRITES.contains(label(lines.group(1), "verb"))
          && KINDS.contains(label(lines.group(1), "resource"))) {
        writes += count;
      }
    }
    return new ApiRequests(all, writes);
  }

  ApiRequests since(ApiRequests earlier) {
    return new ApiRequests(all - earlier.all, writes - earlier.writes);
  }

  private static String label(String labels, String name) {
    var found = Pattern.compile("(?:^|,)" + name + "=\"([^\"]*)\"").matcher(labels);
    return found.find() ? found.group(1) : "";
  }
}
