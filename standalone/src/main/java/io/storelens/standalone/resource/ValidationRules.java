package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules ({@code x-kubernetes-validations}, in CEL) of one place in a schema. Rules that compare
 * with an older version of the resource are left out: a file has none.
 */
final class ValidationRules {
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .addVar("self", SimpleType.DYN)
          .addLibraries(CelExtensions.strings())
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .setResultType(SimpleType.BOOL)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().addLibraries(CelExtensions.strings()).build();
  private static final ObjectReader VALUES =
      new ObjectMapper().readerFor(Object.class).with(DeserializationFeature.USE_LONG_FOR_INTS);

  private static final String EACH = "[]";

  /** Names of fields down to the place; {@link #EACH} for every item of a list. */
  private final List<String> place;

  private final List<Rule> rules;

  private record Rule(CelRuntime.Program program, String fieldPath, String message) {}

  private ValidationRules(List<String> place, List<Rule> rules) {
    this.place = place;
    this.rules = rules;
  }

  /** All rules in {@code root}, deepest places first. */
  static List<ValidationRules> in(JsonNode root) {
    var found = new ArrayList<ValidationRules>();
    collect(root, List.of(), found);
    return found;
  }

  private static void collect(JsonNode schema, List<String> place, List<ValidationRules> found) {
    for (var property : schema.path("properties").properties()) {
      collect(property.getValue(), append(place, property.getKey()), found);
    }
    if (schema.has("items")) {
      collect(schema.get("items"), append(place, EACH), found);
    }
    var rules = new ArrayList<Rule>();
    for (var validation : schema.path("x-kubernetes-validations")) {
      String rule = validation.path("rule").asText();
      if (!rule.contains("oldSelf")) {
        rules.add(
            new Rule(
                compile(rule),
                validation.path("fieldPath").asText(""),
                validation.path("message").asText()));
      }
    }
    if (!rules.isEmpty()) {
      found.add(new ValidationRules(place, rules));
    }
  }

  private static List<String> append(List<String> place, String step) {
    var longer = new ArrayList<>(place);
    longer.add(step);
    return List.copyOf(longer);
  }

  private static CelRuntime.Program compile(String rule) {
    try {
      return RUNTIME.createProgram(COMPILER.compile(rule).getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("rule of a CRD does not compile: " + rule, e);
    }
  }

  /**
   * What the rules find wrong in {@code content}, at most one fault a field. A place where the
   * schema does not hold is passed over: rules take it for granted.
   *
   * @param known the schema's faults
   */
  List<FieldFault> check(JsonNode content, List<FieldFault> known) {
    var faults = new ArrayList<FieldFault>();
    for (var found : places(content, FieldPath.ROOT, 0)) {
      if (!FieldFault.anyWithin(known, found.path())) {
        check(found, faults);
      }
    }
    return faults;
  }

  private record Place(FieldPath path, JsonNode value) {}

  /** Where in {@code value} these rules hold: no place, one, or one for each item of a list. */
  private List<Place> places(JsonNode value, FieldPath path, int depth) {
    if (value.isMissingNode()) {
      return List.of();
    }
    if (depth == place.size()) {
      return List.of(new Place(path, value));
    }
    String step = place.get(depth);
    if (!step.equals(EACH)) {
      return places(value.path(step), path.field(step), depth + 1);
    }
    var places = new ArrayList<Place>();
    for (int i = 0; i < value.size(); i++) {
      places.addAll(places(value.get(i), path.item(i), depth + 1));
    }
    return places;
  }

  private void check(Place found, List<FieldFault> faults) {
    Map<String, Object> variables = Map.of("self", plain(found.value()));
    for (var rule : rules) {
      var field = found.path().below(rule.fieldPath());
      if (!FieldFault.anyWithin(faults, field) && !holds(rule, variables)) {
        faults.add(new FieldFault(field, rule.message()));
      }
    }
  }

  private static boolean holds(Rule rule, Map<String, Object> variables) {
    try {
      return Boolean.TRUE.equals(rule.program().eval(variables));
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("rule cannot be evaluated: " + rule.message(), e);
    }
  }

  private static Object plain(JsonNode value) {
    try {
      return VALUES.readValue(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
