package io.storelens.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.storelens.crds.store.Weekday;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Adds to a generated CRD what its generator has no annotation for. */
final class SchemaCompletion implements CRDPostProcessor {
  /** Lists whose items must differ. */
  private static final Set<String> SETS = Set.of("days", "closedDates", "sources");

  private static final List<String> CONDITION =
      List.of("type", "status", "lastTransitionTime", "reason", "message");

  @Override
  public HasMetadata process(HasMetadata crd, String crdVersion) {
    for (var version : ((CustomResourceDefinition) crd).getSpec().getVersions()) {
      orderColumns(version);
      var root = version.getSchema().getOpenAPIV3Schema();
      root.setRequired(List.of("spec"));
      var spec = root.getProperties().get("spec");
      spec.setDescription(
          spec.getRequired().isEmpty()
              ? "What is wanted; {} takes every default."
              : "What is wanted.");
      root.getProperties().get("status").setDescription("What the operator sees.");
      complete("", root);
      completeConditions(root.getProperties().get("status").getProperties().get("conditions"));
    }
    return crd;
  }

  /** The generator sorts columns by path, which prints Age first. */
  private static void orderColumns(CustomResourceDefinitionVersion version) {
    version
        .getAdditionalPrinterColumns()
        .sort(
            Comparator.comparing((CustomResourceColumnDefinition column) -> rank(column))
                .thenComparing(CustomResourceColumnDefinition::getJsonPath));
  }

  private static int rank(CustomResourceColumnDefinition column) {
    return switch (column.getName()) {
      case "Ready" -> 0;
      case "Reason" -> 1;
      case "Age" -> 3;
      default -> 2;
    };
  }

  private static void complete(String name, JSONSchemaProps schema) {
    if (SETS.contains(name)) {
      schema.setXKubernetesListType("set");
    }
    if (name.equals("closedDates")) {
      schema.getItems().getSchema().setFormat("date");
    }
    if (name.equals("days")) {
      schema.getItems().getSchema().getEnum().sort(Comparator.comparing(SchemaCompletion::day));
    }
    schema.getProperties().forEach(SchemaCompletion::complete);
    if (schema.getItems() != null) {
      complete("", schema.getItems().getSchema());
    }
    spellOutDefault(schema);
  }

  /** The generator sorts values by letter. */
  private static Weekday day(JsonNode value) {
    return Weekday.valueOf(value.asText().toUpperCase(Locale.ROOT));
  }

  /**
   * Fills a default of an object with those of its fields: the API server checks the rules of an
   * object's default before it fills in any of its fields.
   */
  private static void spellOutDefault(JSONSchemaProps schema) {
    if (schema.getDefault() instanceof ObjectNode preset) {
      schema
          .getProperties()
          .forEach(
              (name, field) -> {
                if (field.getDefault() != null && !preset.has(name)) {
                  preset.set(name, field.getDefault());
                }
              });
    }
  }

  private static void completeConditions(JSONSchemaProps conditions) {
    conditions.setXKubernetesListType("map");
    conditions.setXKubernetesListMapKeys(List.of("type"));
    conditions.getItems().getSchema().setRequired(CONDITION);
  }
}
