package io.storelens.crds;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields below one field of a schema: type, default, allowed values, meaning. */
final class FieldTable {
  private final MarkdownTable table =
      new MarkdownTable("field", "type", "default", "allowed", "meaning");

  private FieldTable() {}

  static String of(String path, JSONSchemaProps schema) {
    var fields = new FieldTable();
    fields.addChildren(path, schema);
    return fields.table.toString();
  }

  private void addChildren(String path, JSONSchemaProps schema) {
    schema
        .getProperties()
        .forEach(
            (name, field) -> add(path + "." + name, field, schema.getRequired().contains(name)));
    items(schema).ifPresent(item -> addChildren(path + "[]", item));
  }

  private void add(String path, JSONSchemaProps field, boolean isRequired) {
    table.row(
        MarkdownTable.code(path),
        type(field),
        isRequired ? "**required**" : preset(field),
        allowed(field),
        Optional.ofNullable(field.getDescription()).orElse(""));
    addChildren(path, field);
  }

  private static String type(JSONSchemaProps field) {
    if (field.getAdditionalProperties() != null) {
      return "map of " + field.getAdditionalProperties().getSchema().getType();
    }
    return items(field)
        .map(
            item ->
                ("set".equals(field.getXKubernetesListType()) ? "set of " : "list of ")
                    + item.getType())
        .orElse(field.getType());
  }

  /** An object's default is that of its fields, which have rows of their own. */
  private static String preset(JSONSchemaProps field) {
    var preset = field.getDefault();
    if (preset == null) {
      return "";
    }
    return preset.isObject() && !preset.isEmpty() && hasPresets(field)
        ? "see below"
        : MarkdownTable.code(preset.toString());
  }

  private static boolean hasPresets(JSONSchemaProps field) {
    return field.getProperties().values().stream().anyMatch(child -> child.getDefault() != null);
  }

  private static String allowed(JSONSchemaProps field) {
    var limits = new ArrayList<String>();
    limits.addAll(values(field));
    range(field.getMinimum(), field.getMaximum()).ifPresent(limits::add);
    range(field.getMinLength(), field.getMaxLength())
        .ifPresent(range -> limits.add(range + " characters"));
    range(field.getMinItems(), field.getMaxItems())
        .ifPresent(range -> limits.add(range + " items"));
    range(field.getMinProperties(), field.getMaxProperties())
        .ifPresent(range -> limits.add(range + " entries"));
    Optional.ofNullable(field.getFormat()).ifPresent(limits::add);
    Optional.ofNullable(field.getPattern()).map(MarkdownTable::code).ifPresent(limits::add);
    items(field)
        .filter(item -> item.getProperties().isEmpty())
        .map(FieldTable::allowed)
        .filter(each -> !each.isEmpty())
        .ifPresent(each -> limits.add("each: " + each));
    return String.join("; ", limits);
  }

  private static List<String> values(JSONSchemaProps field) {
    if (field.getEnum() == null || field.getEnum().isEmpty()) {
      return List.of();
    }
    return List.of(
        field.getEnum().stream()
            .map(JsonNode::asText)
            .map(MarkdownTable::code)
            .collect(Collectors.joining(", ")));
  }

  private static Optional<String> range(Number from, Number to) {
    if (from == null && to == null) {
      return Optional.empty();
    }
    if (to == null) {
      return Optional.of("at least " + plain(from));
    }
    return Optional.of(from == null ? "at most " + plain(to) : plain(from) + " to " + plain(to));
  }

  private static String plain(Number number) {
    return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
  }

  private static Optional<JSONSchemaProps> items(JSONSchemaProps field) {
    return Optional.ofNullable(field.getItems()).map(items -> items.getSchema());
  }
}
