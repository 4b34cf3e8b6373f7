package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.storelens.crds.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The schema of one kind, from its CRD: does with a resource what the API server does, in the same
 * order (unknown fields, defaults, schema, rules).
 */
final class ResourceSchema {
  private static final List<String> KUBERNETES_KEYWORDS =
      List.of("x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-validations");

  private final ObjectNode root;
  private final JsonSchema schema;
  private final List<ValidationRules> rules;

  private ResourceSchema(ObjectNode root) {
    this.root = root;
    this.rules = ValidationRules.in(root);
    var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    this.schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(jsonSchema(root.deepCopy()), config);
  }

  /**
   * The schema of {@code plural}, such as {@code stores}.
   *
   * @throws IllegalStateException if its CRD is not on the class path
   */
  static ResourceSchema of(String plural) {
    String file = "/crds/" + plural + ".storelens.io.yaml";
    try (InputStream yaml = ResourceSchema.class.getResourceAsStream(file)) {
      if (yaml == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      var crd = YamlDocuments.read(new String(yaml.readAllBytes(), StandardCharsets.UTF_8)).get(0);
      var root = (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
      completeRoot(root);
      return new ResourceSchema(root);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  /**
   * Fills the defaults in {@code manifest} and checks it.
   *
   * @return what is wrong; empty when nothing is
   */
  List<Fault> complete(Manifest manifest) {
    fillDefaults(root, manifest.content());
    var known =
        schema.validate(manifest.content()).stream()
            .map(message -> FieldFault.of(message, root, manifest.content()))
            .distinct()
            .toList();
    var wrong = new ArrayList<>(known);
    for (var rule : rules) {
      wrong.addAll(rule.check(manifest.content(), known));
    }
    return wrong.stream()
        .map(fault -> manifest.fault(fault.path().toString(), fault.message()))
        .toList();
  }

  /** What every Kubernetes object has beside spec and status. */
  private static void completeRoot(ObjectNode root) {
    var properties = (ObjectNode) root.get("properties");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    var metadata = properties.putObject("metadata").put("type", "object");
    metadata.put("additionalProperties", true);
    metadata.put("description", "At least a name: metadata: {name: paris-001}.");
    metadata.putArray("required").add("name");
    var fields = metadata.putObject("properties");
    fields
        .putObject("name")
        .put("type", "string")
        .put("maxLength", Format.LONG_NAME_LENGTH)
        .put("pattern", Format.LONG_NAME)
        .put("description", "Such as paris-001.");
    for (String map : new String[] {"labels", "annotations"}) {
      fields
          .putObject(map)
          .put("type", "object")
          .putObject("additionalProperties")
          .put("type", "string");
    }
    ((ArrayNode) root.get("required")).add("metadata");
  }

  /**
   * Turns an OpenAPI schema into a JSON schema that means the same, and in which a field that is
   * not named is a fault, as {@code kubectl}'s strict validation has it.
   */
  private static JsonNode jsonSchema(JsonNode openApi) {
    var schema = (ObjectNode) openApi;
    if (schema.path("type").asText().equals("object") && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
    if (schema.path("x-kubernetes-list-type").asText().equals("set")) {
      schema.put("uniqueItems", true);
    }
    schema.remove(KUBERNETES_KEYWORDS);
    schema.path("properties").forEach(ResourceSchema::jsonSchema);
    if (schema.has("items")) {
      jsonSchema(schema.get("items"));
    }
    if (schema.path("additionalProperties").isObject()) {
      jsonSchema(schema.get("additionalProperties"));
    }
    return schema;
  }

  /** A null counts as left out; what is left out gets its default, and that its own. */
  private static void fillDefaults(JsonNode schema, JsonNode value) {
    if (value instanceof ObjectNode object) {
      removeNulls(object);
      for (var property : schema.path("properties").properties()) {
        var preset = property.getValue().get("default");
        if (preset != null && !object.has(property.getKey())) {
          object.set(property.getKey(), preset.deepCopy());
        }
        fillDefaults(property.getValue(), object.path(property.getKey()));
      }
      var others = schema.path("additionalProperties");
      if (others.isObject()) {
        object.forEach(entry -> fillDefaults(others, entry));
      }
    } else if (value instanceof ArrayNode array) {
      array.forEach(item -> fillDefaults(schema.path("items"), item));
    }
  }

  private static void removeNulls(ObjectNode object) {
    var names = new ArrayList<String>();
    for (var field : object.properties()) {
      if (field.getValue().isNull()) {
        names.add(field.getKey());
      }
    }
    object.remove(Set.copyOf(names));
  }

  /** An empty resource of {@code kind} with every default. */
  ObjectNode defaults(String kind, String name) {
    var resource = JsonNodeFactory.instance.objectNode();
    resource.put("apiVersion", ChainReader.API_VERSION).put("kind", kind);
    resource.putObject("metadata").put("name", name);
    resource.putObject("spec");
    fillDefaults(root, resource);
    return resource;
  }
}
