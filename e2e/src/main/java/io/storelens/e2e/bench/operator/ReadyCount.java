package io.storelens.e2e.bench.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/**
 * Counts the resources of a kind whose condition {@code Ready} is true. It looks at the text of a
 * watch and makes no objects of it, so that the watching takes little from what is measured.
 */
final class ReadyCount implements AutoCloseable {
  /** The API server writes the fields of a condition in the order of their names. */
  private static final String READY = "\"status\":\"True\",\"type\":\"Ready\"";

  private static final Pattern NAME = Pattern.compile("\"name\":\"(store-[a-z0-9-]+)\"");

  private final Set<String> ready = ConcurrentHashMap.newKeySet();
  private final InputStream lines;
  private volatile boolean hasEnded;

  /**
   * Begins to count.
   *
   * @param plural such as {@code cameras}
   */
  ReadyCount(KubernetesClient client, String plural, String namespace) throws InterruptedException {
    var http = client.getHttpClient();
    var request =
        http.newHttpRequestBuilder()
            .uri(
                client.getMasterUrl()
                    + "apis/storelens.io/v1alpha1/namespaces/"
                    + namespace
                    + "/"
                    + plural
                    + "?watch=true&timeoutSeconds=3600")
            .build();
    try {
      HttpResponse<InputStream> answer = http.sendAsync(request, InputStream.class).get();
      lines = answer.body();
    } catch (ExecutionException e) {
      throw new IllegalStateException("no watch of " + plural, e.getCause());
    }
    new Thread(this::read, "ready-" + plural).start();
  }

  private void read() {
    try (var text = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        var name = NAME.matcher(line);
        if (line.contains(READY) && name.find()) {
          ready.add(name.group(1));
        }
      }
    } catch (IOException e) {
      // Ended by close(), or by the server: count() tells.
    }
    hasEnded = true;
  }

  int count() {
    if (hasEnded) {
      throw new IllegalStateException("the watch ended");
    }
    return ready.size();
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
