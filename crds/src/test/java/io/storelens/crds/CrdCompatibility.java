package io.storelens.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether resources that were written for one definition hold, and mean the same, under another.
 * What only adds, or takes more than before, is compatible.
 */
final class CrdCompatibility {
  private final List<String> breaks = new ArrayList<>();

  private CrdCompatibility() {}

  /** What of {@code released} {@code now} no longer does, each as the path of a field and words. */
  static List<String> breaks(CustomResourceDefinition released, CustomResourceDefinition now) {
    var check = new CrdCompatibility();
    check.definition(released, now);
    return List.copyOf(check.breaks);
  }

  private void definition(CustomResourceDefinition released, CustomResourceDefinition now) {
    String name = released.getMetadata().getName();
    same(name + " scope", released.getSpec().getScope(), now.getSpec().getScope());
    same(
        name + " kind",
        released.getSpec().getNames().getKind(),
        now.getSpec().getNames().getKind());
    gone(
        name + " short name",
        released.getSpec().getNames().getShortNames(),
        now.getSpec().getNames().getShortNames());
    var versions =
        now.getSpec().getVersions().stream()
            .filter(CustomResourceDefinitionVersion::getServed)
            .collect(Collectors.toMap(CustomResourceDefinitionVersion::getName, one -> one));
    for (var version : released.getSpec().getVersions()) {
      var same = versions.get(version.getName());
      if (same == null) {
        breaks.add(name + " " + version.getName() + ": is no longer served");
      } else {
        schema(
            name + " " + version.getName() + " ",
            version.getSchema().getOpenAPIV3Schema(),
            same.getSchema().getOpenAPIV3Schema());
      }
    }
  }

  private void schema(String path, JSONSchemaProps released, JSONSchemaProps now) {
    same(path + ": type", released.getType(), now.getType());
    same(path + ": format", released.getFormat(), now.getFormat());
    same(path + ": pattern", released.getPattern(), now.getPattern());
    same(path + ": default", released.getDefault(), now.getDefault());
    same(path + ": list type", released.getXKubernetesListType(), now.getXKubernetesListType());
    same(path + ": list keys", keys(released), keys(now));
    notRaised(path + ": minimum", released.getMinimum(), now.getMinimum());
    notRaised(path + ": least length", released.getMinLength(), now.getMinLength());
    notRaised(path + ": least items", released.getMinItems(), now.getMinItems());
    notRaised(path + ": least properties", released.getMinProperties(), now.getMinProperties());
    notLowered(path + ": maximum", released.getMaximum(), now.getMaximum());
    notLowered(path + ": most length", released.getMaxLength(), now.getMaxLength());
    notLowered(path + ": most items", released.getMaxItems(), now.getMaxItems());
    notLowered(path + ": most properties", released.getMaxProperties(), now.getMaxProperties());
    values(path, released, now);
    rules(path, released, now);
    properties(path, released, now);
    if (released.getItems() != null && now.getItems() != null) {
      schema(path + "[]", released.getItems().getSchema(), now.getItems().getSchema());
    }
  }

  private void properties(String path, JSONSchemaProps released, JSONSchemaProps now) {
    var before = properties(released);
    var after = properties(now);
    before.forEach(
        (name, schema) -> {
          var same = after.get(name);
          if (same == null) {
            breaks.add(path + "." + name + ": is gone");
          } else {
            schema(path + "." + name, schema, same);
          }
        });
    var required = new HashSet<>(now.getRequired());
    required.removeAll(new HashSet<>(released.getRequired()));
    required.stream().sorted().forEach(name -> breaks.add(path + "." + name + ": is now required"));
  }

  private void values(String path, JSONSchemaProps released, JSONSchemaProps now) {
    if (now.getEnum().isEmpty()) {
      return;
    }
    if (released.getEnum().isEmpty()) {
      breaks.add(path + ": takes only some values now");
    } else {
      gone(path + ": value", released.getEnum(), now.getEnum());
    }
  }

  /** A rule that is new may refuse what is there; its words may change. */
  private void rules(String path, JSONSchemaProps released, JSONSchemaProps now) {
    Set<String> known =
        released.getXKubernetesValidations().stream()
            .map(ValidationRule::getRule)
            .collect(Collectors.toSet());
    now.getXKubernetesValidations().stream()
        .map(ValidationRule::getRule)
        .filter(rule -> !known.contains(rule))
        .forEach(rule -> breaks.add(path + ": has a new rule: " + rule));
  }

  private void same(String what, Object released, Object now) {
    if (!Objects.equals(released, now)) {
      breaks.add(what + " was " + released + " and is " + now);
    }
  }

  private void gone(String what, List<?> released, List<?> now) {
    released.stream()
        .filter(one -> !now.contains(one))
        .forEach(one -> breaks.add(what + " " + one + " is gone"));
  }

  private void notRaised(String what, Number released, Number now) {
    if (now != null && (released == null || now.doubleValue() > released.doubleValue())) {
      breaks.add(what + " was " + bound(released) + " and is " + now);
    }
  }

  private void notLowered(String what, Number released, Number now) {
    if (now != null && (released == null || now.doubleValue() < released.doubleValue())) {
      breaks.add(what + " was " + bound(released) + " and is " + now);
    }
  }

  private static String bound(Number released) {
    return Optional.ofNullable(released).map(Number::toString).orElse("none");
  }

  private static Map<String, JSONSchemaProps> properties(JSONSchemaProps schema) {
    return Optional.ofNullable(schema.getProperties()).orElseGet(HashMap::new);
  }

  private static List<String> keys(JSONSchemaProps schema) {
    return Optional.ofNullable(schema.getXKubernetesListMapKeys()).orElse(List.of());
  }
}
