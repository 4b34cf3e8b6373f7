package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a field is: names of fields and indexes of lists, from the resource down.
 *
 * @param steps each a String or an Integer
 */
record FieldPath(List<Object> steps) {
  static final FieldPath ROOT = new FieldPath(List.of());

  FieldPath {
    steps = List.copyOf(steps);
  }

  /** The field {@code name} of this one. */
  FieldPath field(String name) {
    return then(name);
  }

  /** The item {@code index} of this one. */
  FieldPath item(int index) {
    return then(index);
  }

  private FieldPath then(Object step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new FieldPath(longer);
  }

  /** The field that a CRD rule's {@code fieldPath} such as {@code .a.b} names below this one. */
  FieldPath below(String fieldPath) {
    var found = this;
    for (String name : fieldPath.split("\\.", -1)) {
      if (!name.isEmpty()) {
        found = found.field(name);
      }
    }
    return found;
  }

  /** Whether this is {@code other}, or lies in it. */
  boolean within(FieldPath other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  /** The schema of this field in {@code root}; missing where there is none. */
  JsonNode schemaIn(JsonNode root) {
    JsonNode schema = root;
    for (Object step : steps) {
      if (step instanceof Integer) {
        schema = schema.path("items");
      } else {
        var property = schema.path("properties").path((String) step);
        schema = property.isMissingNode() ? schema.path("additionalProperties") : property;
      }
    }
    return schema;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer) {
        text.append('[').append(step).append(']');
      } else if (((String) step).matches("[A-Za-z0-9_-]+")) {
        text.append(text.isEmpty() ? "" : ".").append(step);
      } else {
        text.append("['").append(step).append("']");
      }
    }
    return text.toString();
  }
}
