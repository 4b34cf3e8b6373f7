package io.storelens.crds;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/** The page {@code docs/resources.md}: what the CRDs say, for people. */
final class ResourcesPage {
  private static final String TOP =
      """
      # Resources

      Generated from the types in `crds/`; do not edit. Group `storelens.io`, version `v1alpha1`, all namespaced, all in
      the category `storelens` (`kubectl get storelens`). A list's items are written as `[]`.
      How the operator acts on them: [operations](operations.md).
      """;

  private ResourcesPage() {}

  /** The page, with a chapter for each of {@code definitions} in their order. */
  static String of(List<CustomResourceDefinition> definitions) {
    return TOP + definitions.stream().map(ResourcesPage::chapter).collect(joining());
  }

  private static String chapter(CustomResourceDefinition definition) {
    var names = definition.getSpec().getNames();
    var version = definition.getSpec().getVersions().get(0);
    var root = version.getSchema().getOpenAPIV3Schema();
    return "\n## "
        + names.getKind()
        + "\n\n`kubectl get "
        + names.getPlural()
        + "`, or for short `"
        + String.join("`, `", names.getShortNames())
        + "`.\n"
        + section("Spec", FieldTable.of("spec", property(root, "spec")))
        + section("Rules", RuleTable.of(root))
        + section("Columns", columns(version.getAdditionalPrinterColumns()))
        + section("Status", FieldTable.of("status", property(root, "status")))
        + section("Conditions", ConditionTable.of(names.getKind()));
  }

  private static JSONSchemaProps property(JSONSchemaProps root, String name) {
    return root.getProperties().get(name);
  }

  private static String section(String title, String content) {
    return "\n### " + title + "\n\n" + content;
  }

  private static String columns(List<CustomResourceColumnDefinition> columns) {
    var table = new MarkdownTable("column", "from", "shown");
    columns.forEach(
        column ->
            table.row(
                column.getName(),
                MarkdownTable.code(column.getJsonPath()),
                Integer.valueOf(0).equals(column.getPriority()) ? "always" : "with `-o wide`"));
    return table.toString();
  }
}
