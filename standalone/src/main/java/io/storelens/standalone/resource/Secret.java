package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.storelens.crds.Format;
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
    checkName(manifest, faults);
    checkTypes(manifest, faults);
    for (var field : manifest.content().properties()) {
      if (!FIELDS.contains(field.getKey())) {
        faults.add(
            manifest.fault(field.getKey(), "is no field; values belong in stringData or data"));
      }
    }
    var values = new TreeMap<String, String>();
    for (String map : new String[] {"data", "stringData"}) {
      if (manifest.content().hasNonNull(map) && !manifest.content().path(map).isObject()) {
        faults.add(manifest.fault(map, "is not a map, such as {password: …}"));
      }
      for (var entry : manifest.content().path(map).properties()) {
        read(entry.getValue(), map.equals("data"))
            .ifPresentOrElse(
                value -> values.put(entry.getKey(), value),
                () -> faults.add(manifest.fault(map + "." + entry.getKey(), wanted(map))));
      }
    }
    checkKeys(manifest, faults);
    return faults.size() == before ? Optional.of(new Secret(manifest, values)) : Optional.empty();
  }

  /** As the API server does for a Secret of this type. */
  private static void checkKeys(Manifest manifest, List<Fault> faults) {
    var content = manifest.content();
    if (!ServerCertificate.TYPE.equals(content.path("type").textValue())) {
      return;
    }
    for (String key : ServerCertificate.KEYS) {
      if (!content.path("data").has(key) && !content.path("stringData").has(key)) {
        faults.add(
            manifest.fault("data[" + key + "]", "is required of type " + ServerCertificate.TYPE));
      }
    }
  }

  private static void checkName(Manifest manifest, List<Fault> faults) {
    var name = manifest.content().at("/metadata/name");
    if (name.isMissingNode() || name.isNull() || name.asText().isEmpty()) {
      faults.add(manifest.fault("metadata.name", "is required. Name of the resource."));
    } else if (!name.isTextual()
        || name.textValue().length() > Format.LONG_NAME_LENGTH
        || !name.textValue().matches(Format.LONG_NAME)) {
      faults.add(
          manifest.fault(
              "metadata.name",
              name
                  + " is not right. Name of the resource: lower case letters, digits, '-' and '.',"
                  + " such as paris-001."));
    }
  }

  /** A null counts as left out. */
  private static void checkTypes(Manifest manifest, List<Fault> faults) {
    var content = manifest.content();
    if (content.hasNonNull("type") && !content.get("type").isTextual()) {
      faults.add(manifest.fault("type", "is not text, such as Opaque; or leave it out"));
    }
    if (content.hasNonNull("immutable") && !content.get("immutable").isBoolean()) {
      faults.add(manifest.fault("immutable", "is not true or false"));
    }
  }

  private static Optional<String> read(JsonNode value, boolean base64) {
    if (!value.isTextual()) {
      return Optional.empty();
    }
    if (!base64) {
      return Optional.of(value.textValue());
    }
    // Line breaks are no part of it; all else must be, or another password would come out.
    String text = value.textValue().replaceAll("[\r\n]", "");
    if (text.length() % 4 != 0) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
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
