package io.storelens.e2e.bench.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the API server counted of all its clients' requests, and what they cost it.
 *
 * @param all requests of any kind
 * @param writes writes of kinds that the operator writes
 * @param cpu processor time, seconds
 */
record ApiRequests(double all, double writes, double cpu) {
  private static final Pattern CPU = Pattern.compile("(?m)^process_cpu_seconds_total ([0-9.e+]+)$");
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
    String metrics = client.raw("/metrics");
    var lines = COUNT.matcher(metrics);
    while (lines.find()) {
      double count = Double.parseDouble(lines.group(2));
      all += count;
      if (WRITES.contains(label(lines.group(1), "verb"))
          && KINDS.contains(label(lines.group(1), "resource"))) {
        writes += count;
      }
    }
    var cpu = CPU.matcher(metrics);
    return new ApiRequests(all, writes, cpu.find() ? Double.parseDouble(cpu.group(1)) : 0);
  }

  ApiRequests since(ApiRequests earlier) {
    return new ApiRequests(all - earlier.all, writes - earlier.writes, cpu - earlier.cpu);
  }

  private static String label(String labels, String name) {
    var found = Pattern.compile("(?:^|,)" + name + "=\"([^\"]*)\"").matcher(labels);
    return found.find() ? found.group(1) : "";
  }
}
