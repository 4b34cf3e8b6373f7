package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * Settings of the API that the program does not carry out yet. They are refused, so that nobody
 * relies on what does not happen. What only says how Kubernetes is used (replicas, storage,
 * service, placement) has no meaning in one process and is passed over.
 */
final class UnsupportedSettings {
  private record Unsupported(String kind, String path, Predicate<JsonNode> given, String message) {}

  private static final List<Unsupported> TABLE =
      List.of(
          new Unsupported(
              "Region",
              "spec.archive.url",
              value -> value.asText().startsWith("s3:"),
              "s3 is not carried out so far, azblob and file are"));

  private UnsupportedSettings() {}

  /** The settings of {@code manifest} that would not be carried out. */
  static List<Fault> in(Manifest manifest) {
    return TABLE.stream()
        .filter(entry -> entry.kind().equals(manifest.kind()))
        .filter(
            entry ->
                entry.given().test(manifest.content().at("/" + entry.path().replace('.', '/'))))
        .map(entry -> manifest.fault(entry.path(), entry.message()))
        .toList();
  }
}
