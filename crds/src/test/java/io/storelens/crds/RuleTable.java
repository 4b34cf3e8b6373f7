package io.storelens.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Optional;

/** The rules (CEL) of a schema and of all fields below it. */
final class RuleTable {
  private final MarkdownTable table = new MarkdownTable("field", "message", "rule, on `self`");

  private RuleTable() {}

  static String of(JSONSchemaProps root) {
    var rules = new RuleTable();
    rules.add("", root);
    return rules.table.toString();
  }

  private void add(String path, JSONSchemaProps schema) {
    for (var rule : schema.getXKubernetesValidations()) {
      table.row(
          field(path, Optional.ofNullable(rule.getFieldPath()).orElse("")),
          rule.getMessage(),
          MarkdownTable.code(rule.getRule()) + (path.isEmpty() ? "" : " on " + field(path, "")));
    }
    schema
        .getProperties()
        .forEach((name, field) -> add(path.isEmpty() ? name : path + "." + name, field));
    if (schema.getItems() != null) {
      add(path + "[]", schema.getItems().getSchema());
    }
  }

  private static String field(String path, String below) {
    return path.isEmpty() ? "the resource" : MarkdownTable.code(path + below);
  }
}
