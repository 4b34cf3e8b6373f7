package io.storelens.podkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * What keeps a pod from being ready. Each part registers a check that answers empty when all is
 * well, else what is wrong, in words without secrets. Checks are called for each probe: they must
 * not block.
 */
public final class Health {
  private final Map<String, Supplier<Optional<String>>> checks = new ConcurrentSkipListMap<>();

  /** Adds, or replaces, the check of {@code part}. */
  public void readyWhen(String part, Supplier<Optional<String>> check) {
    checks.put(part, check);
  }

  /** What is wrong, by part; empty when the pod is ready. */
  public Map<String, String> problems() {
    var problems = new ConcurrentSkipListMap<String, String>();
    checks.forEach((part, check) -> check.get().ifPresent(problem -> problems.put(part, problem)));
    return problems;
  }
}
