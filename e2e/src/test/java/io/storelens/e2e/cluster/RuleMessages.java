package io.storelens.e2e.cluster;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the rules of the resources say when they are broken, word for word with and without
 * Kubernetes.
 */
final class RuleMessages {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Set<String> messages;

  private RuleMessages(Set<String> messages) {
    this.messages = messages;
  }

  /** The messages of all definitions in {@code folder}. */
  static RuleMessages in(Path folder) {
    var messages = new TreeSet<String>();
    for (Path file : YamlFiles.below(folder, ".*")) {
      try {
        for (var rules : YAML.readTree(file.toFile()).findValues("x-kubernetes-validations")) {
          rules.forEach(rule -> messages.add(rule.path("message").asText()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (messages.isEmpty()) {
      throw new IllegalStateException("no rule in " + folder);
    }
    return new RuleMessages(messages);
  }

  /**
   * Whether the API server says each message that standalone says. It holds no rule against a
   * resource that has unknown fields or values of the wrong type; then there is nothing to compare.
   */
  boolean sameSaid(Verdict apiServer, Verdict standalone) {
    return !apiServer.reason().contains(" is invalid: ")
        || apiServer.reason().contains("some validation rules were not checked")
        || messages.stream()
            .filter(message -> standalone.reason().contains(message))
            .allMatch(message -> apiServer.reason().contains(message));
  }
}
