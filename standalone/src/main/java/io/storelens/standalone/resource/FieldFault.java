package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import io.storelens.crds.Format;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What is wrong with one field, in words for the person who wrote it.
 *
 * @param path the field
 * @param message what is wrong and what would be right
 */
record FieldFault(FieldPath path, String message) {
  private static final int MOST_SHOWN = 100;

  /** Turns a message of the schema validator into words; it tells of a field below {@code root}. */
  static FieldFault of(ValidationMessage fault, JsonNode root, JsonNode content) {
    var path = FieldPath.ROOT;
    JsonNode value = content;
    for (int i = 0; i < fault.getInstanceLocation().getNameCount(); i++) {
      Object step = fault.getInstanceLocation().getElement(i);
      if (step instanceof Integer index) {
        path = path.item(index);
        value = value.path(index);
      } else {
        path = path.field(step.toString());
        value = value.path(step.toString());
      }
    }
    var schema = path.schemaIn(root);
    return switch (fault.getType()) {
      case "required" -> missing(path.field(fault.getProperty()), root);
      case "additionalProperties" ->
          new FieldFault(path.field(fault.getProperty()), "is no field; " + names(schema));
      default -> new FieldFault(path, words(fault.getType(), schema, value));
    };
  }

  private static FieldFault missing(FieldPath path, JsonNode root) {
    return new FieldFault(path, "is required. " + description(path.schemaIn(root)));
  }

  private static String words(String keyword, JsonNode schema, JsonNode value) {
    String bound = schema.path(keyword).asText().replaceFirst("\\.0$", "");
    return switch (keyword) {
      case "type" -> wrongType(schema.path("type").asText(), value);
      case "enum" -> shown(value) + " is none of " + list(schema.path("enum"));
      case "pattern" -> shown(value) + wrongText(schema);
      case "format" -> shown(value) + " is not a date of the calendar, such as 2026-12-25";
      case "minimum" -> shown(value) + " is below " + bound;
      case "maximum" -> shown(value) + " is above " + bound;
      case "minLength" -> "is empty. " + description(schema);
      case "maxLength" -> "has " + length(value) + " characters; most are " + bound;
      case "minItems" -> "is empty. " + description(schema);
      case "maxItems" -> "has " + value.size() + " items; most are " + bound;
      case "maxProperties" -> "has " + value.size() + " entries; most are " + bound;
      case "uniqueItems" -> "names " + firstTwice(value) + " twice";
      default -> "is not right (" + keyword + "). " + description(schema);
    };
  }

  private static String wrongText(JsonNode schema) {
    return switch (schema.path("pattern").asText()) {
      case Format.NAME -> " is no name; write lower case letters, digits and '-', such as eu-west";
      case Format.LONG_NAME ->
          " is no name; write lower case letters, digits, '-' and '.', such as paris-001";
      default -> " is not right. " + description(schema);
    };
  }

  /** A value as the file has it, cut where it is long. */
  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }

  private static int length(JsonNode value) {
    return value.asText().codePointCount(0, value.asText().length());
  }

  private static String wrongType(String wanted, JsonNode value) {
    String given =
        switch (value.getNodeType()) {
          case OBJECT -> "a map";
          case ARRAY -> "a list";
          case STRING -> "text";
          case BOOLEAN -> "a boolean";
          case NUMBER -> "a number";
          default -> "nothing";
        };
    return switch (wanted) {
      case "string" ->
          value.isValueNode()
              ? "is " + given + " here, not text; put it in quotes: \"…\""
              : "is " + given + ", not text";
      case "integer" -> "is " + given + ", not a whole number";
      case "number" -> "is " + given + ", not a number";
      case "boolean" -> "is " + given + ", not true or false";
      case "array" -> "is " + given + ", not a list";
      default -> "is " + given + ", not a map of fields";
    };
  }

  private static String names(JsonNode schema) {
    var names = new ArrayList<String>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return names.isEmpty() ? "there are none here" : "fields are " + String.join(", ", names);
  }

  private static String list(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static String firstTwice(JsonNode items) {
    var seen = new HashSet<JsonNode>();
    for (JsonNode item : items) {
      if (!seen.add(item)) {
        return item.toString();
      }
    }
    throw new IllegalStateException("no item is there twice");
  }

  private static String description(JsonNode schema) {
    return schema.path("description").asText();
  }

  /** The faults that lie within {@code path}. */
  static boolean anyWithin(List<FieldFault> faults, FieldPath path) {
    return faults.stream().anyMatch(fault -> fault.path().within(path));
  }
}
