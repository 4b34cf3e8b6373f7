package io.storelens.e2e.bench.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Counts the resources of a kind whose column {@code Ready} is {@code True}. Asks for the table
 * that {@code kubectl get} shows: a watch would send each resource whole with each change, to a
 * reader on the cores that are measured.
 */
final class ReadyCount {
  private static final String TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1";
  private static final String READY = "Ready";
  private static final int PATIENCE_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final String uri;

  /** Of the resources {@code plural} in {@code namespace}. */
  ReadyCount(KubernetesClient client, String plural, String namespace) {
    this.client = client;
    this.uri =
        client.getConfiguration().getMasterUrl().replaceFirst("/$", "")
            + "/apis/storelens.io/v1alpha1/namespaces/%s/%s?includeObject=None&resourceVersion=0"
                .formatted(namespace, plural);
  }

  int count() throws IOException, InterruptedException {
    var table = table();
    int ready = column(table);
    int count = 0;
    for (var row : table.path("rows")) {
      if (row.path("cells").path(ready).asText().equals("True")) {
        count++;
      }
    }
    return count;
  }

  private JsonNode table() throws IOException, InterruptedException {
    var http = client.getHttpClient();
    var request = http.newHttpRequestBuilder().uri(uri).header("Accept", TABLE).build();
    try {
      var answer = http.sendAsync(request, String.class).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!answer.isSuccessful()) {
        throw new IOException("the API server answers " + answer.code() + " to " + uri);
      }
      return JSON.readTree(answer.body());
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no answer to " + uri, e);
    }
  }

  private static int column(JsonNode table) {
    var columns = table.path("columnDefinitions");
    for (int number = 0; number < columns.size(); number++) {
      if (columns.path(number).path("name").asText().equals(READY)) {
        return number;
      }
    }
    throw new IllegalStateException("no column " + READY + " in " + columns);
  }
}
