package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A core {@code Secret}. Its values are never part of a message.
 *
 * @param manifest where it was read
 * @param values texts by key, decoded; {@code stringData} wins over {@code data}
 */
record Secret(Manifest manifest, Map<String, String> values) {
  static final String KIND = "Secret";

  private static final Set<String> FIELDS =
      Set.of("apiVersion", "kind", "metadata", "type", "immutable", "data", "stringData");

  /** Reads a Secret; empty, with the reason added to {@code faults}, when it is not one. */
  static Optional<Secret> read(Manifest manifest, List<Fault> faults) {
    int before = faults.size();
    if (manifest.name().isEmpty()) {
      faults.add(manifest.fault("metadata.name", "is required. Name of the resource."));
    }
    for (var field : manifest.content().properties()) {
      if (!FIELDS.contains(field.getKey())) {
        faults.add(
            manifest.fault(field.getKey(), "is no field; values belong in stringData or data"));
      }
    }
    var values = new TreeMap<String, String>();
    for (String map : new String[] {"data", "stringData"}) {
      if (manifest.content().path(map).isValueNode() && !manifest.content().path(map).isNull()) {
        faults.add(manifest.fault(map, "is not a map, such as {password: …}"));
      }
      for (var entry : manifest.content().path(map).properties()) {
        read(entry.getValue(), map.equals("data"))
            .ifPresentOrElse(
                value -> values.put(entry.getKey(), value),
                () -> faults.add(manifest.fault(map + "." + entry.getKey(), wanted(map))));
      }
    }
    return faults.size() == before ? Optional.of(new Secret(manifest, values)) : Optional.empty();
  }

  private static Optional<String> read(JsonNode value, boolean base64) {
    if (!value.isTextual()) {
      return Optional.empty();
    }
    if (!base64) {
      return Optional.of(value.textValue());
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(value.textValue());
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String wanted(String map) {
    return map.equals("data")
        ? "is not text in Base64; plain text belongs in stringData"
        : "is not text; put it in quotes: \"…\"";
  }

  /** Without its values. */
  @Override
  public String toString() {
    return manifest.toString();
  }
}
