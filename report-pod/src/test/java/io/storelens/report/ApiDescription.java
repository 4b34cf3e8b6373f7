package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document, as what answers are held against. */
final class ApiDescription {
  private static final String ADDRESS = "https://storelens.io/openapi.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode document;
  private final JsonSchemaFactory schemas;

  ApiDescription(String text) throws IOException {
    document = MAPPER.readTree(text);
    schemas =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, text))));
  }

  /** Every path that can be read. */
  Set<String> paths() {
    var paths = new TreeSet<String>();
    document
        .required("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getValue().has("get")) {
                paths.add(path.getKey());
              }
            });
    return paths;
  }

  /** The names of the parameters of a path. */
  Set<String> parameters(String path) {
    var names = new TreeSet<String>();
    for (JsonNode parameter : operation(path).path("parameters")) {
      names.add(resolve(parameter).required("name").textValue());
    }
    return names;
  }

  /** The answer's JSON, after it was held against the schema that its path and status have. */
  JsonNode verify(HttpResponse<String> answer) throws IOException {
    String path = answer.uri().getPath();
    String status = Integer.toString(answer.statusCode());
    String pointer = pointer("paths", path, "get", "responses", status);
    JsonNode response = document.at(pointer);
    assertThat(response.isMissingNode()).as("%s of %s is described", status, path).isFalse();
    if (response.has("$ref")) {
      pointer = response.required("$ref").textValue().substring(1);
      response = document.at(pointer);
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    assertThat(response.required("content").has(type)).as("%s of %s", type, path).isTrue();
    String schema = pointer + pointer("content", type, "schema");
    JsonNode body = MAPPER.readTree(answer.body());
    assertThat(schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + schema)).validate(body))
        .as("faults of the answer to %s", answer.uri())
        .isEmpty();
    return body;
  }

  private JsonNode operation(String path) {
    return document.at(pointer("paths", path, "get"));
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.required("$ref").textValue().substring(1)) : node;
  }

  private static String pointer(String... names) {
    var pointer = new StringBuilder();
    for (String name : names) {
      pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
