package io.storelens.e2e.bench.operator;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Counts the resources of a kind whose condition {@code Ready} is true. */
final class ReadyCount<T extends HasMetadata> implements AutoCloseable {
  private final Set<String> ready = ConcurrentHashMap.newKeySet();
  private final Watch watch;

  ReadyCount(
      KubernetesClient client,
      Class<T> type,
      String namespace,
      Function<T, List<Condition>> conditions) {
    watch =
        client
            .resources(type)
            .inNamespace(namespace)
            .watch(
                new Watcher<>() {
                  @Override
                  public void eventReceived(Action action, T resource) {
                    if (conditions.apply(resource).stream()
                        .anyMatch(
                            one ->
                                one.getType().equals("Ready") && one.getStatus().equals("True"))) {
                      ready.add(resource.getMetadata().getName());
                    }
                  }

                  @Override
                  public void onClose(WatcherException cause) {
                    throw new IllegalStateException("the watch ended", cause);
                  }
                });
  }

  int count() {
    return ready.size();
  }

  @Override
  public void close() {
    watch.close();
  }
}
