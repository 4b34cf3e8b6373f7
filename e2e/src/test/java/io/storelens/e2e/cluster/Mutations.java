package io.storelens.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Changes a sound resource in one place each: a field is left out, unknown, of the wrong type,
 * empty, too long, out of range or there twice. Many of the changes are faults and some are not,
 * which is for others to tell.
 */
final class Mutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<JsonNode> VALUES =
      List.of(
          NODES.nullNode(),
          NODES.textNode(""),
          NODES.textNode("x"),
          NODES.textNode("Ünï çödé"),
          NODES.textNode("a".repeat(600)),
          NODES.textNode("25:00"),
          NODES.textNode("2026-02-30"),
          NODES.textNode("12"),
          NODES.numberNode(0),
          NODES.numberNode(-1),
          NODES.numberNode(new BigDecimal("1.5")),
          NODES.numberNode(7),
          NODES.numberNode(100_000_000),
          NODES.booleanNode(true),
          NODES.arrayNode(),
          NODES.objectNode());

  private final ObjectNode original;
  private final List<Mutation> all = new ArrayList<>();

  /**
   * A changed resource.
   *
   * @param change where and how it differs from the original
   * @param text the resource, in JSON, which is YAML
   */
  record Mutation(String change, String text) {}

  private Mutations(ObjectNode original) {
    this.original = original;
  }

  /** Every change of {@code resource}; its kind and API version stay. */
  static List<Mutation> of(JsonNode resource) {
    var mutations = new Mutations((ObjectNode) resource);
    mutations.change("/metadata/name", resource.at("/metadata/name"));
    for (var field : resource.properties()) {
      if (!Set.of("apiVersion", "kind", "metadata").contains(field.getKey())) {
        mutations.change("/" + field.getKey(), field.getValue());
      }
    }
    mutations.add("an unknown field", copy -> copy.put("unknownField", 1));
    return List.copyOf(mutations.all);
  }

  private void change(String pointer, JsonNode value) {
    int slash = pointer.lastIndexOf('/');
    String parent = pointer.substring(0, slash);
    String last = pointer.substring(slash + 1);
    for (JsonNode other : VALUES) {
      if (!other.equals(value)) {
        String shown = other.toString().length() > 20 ? "a long text" : other.toString();
        add(pointer + " = " + shown, copy -> set(copy.at(parent), last, other.deepCopy()));
      }
    }
    add(pointer + " left out", copy -> remove(copy.at(parent), last));
    if (value instanceof ObjectNode) {
      add(
          pointer + " with an unknown field",
          copy -> ((ObjectNode) copy.at(pointer)).put("unknownField", 1));
      for (var field : value.properties()) {
        change(
            pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"), field.getValue());
      }
    } else if (value instanceof ArrayNode items) {
      add(
          pointer + " with its first item twice",
          copy -> repeatFirst((ArrayNode) copy.at(pointer)));
      for (int i = 0; i < items.size(); i++) {
        change(pointer + "/" + i, items.get(i));
      }
    }
  }

  private void add(String change, Consumer<ObjectNode> apply) {
    var copy = original.deepCopy();
    apply.accept(copy);
    all.add(new Mutation(change, copy.toString()));
  }

  private static void set(JsonNode parent, String last, JsonNode value) {
    if (parent instanceof ObjectNode object) {
      object.set(last.replace("~1", "/").replace("~0", "~"), value);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(last), value);
    }
  }

  private static void remove(JsonNode parent, String last) {
    if (parent instanceof ObjectNode object) {
      object.remove(last.replace("~1", "/").replace("~0", "~"));
    } else {
      ((ArrayNode) parent).remove(Integer.parseInt(last));
    }
  }

  private static void repeatFirst(ArrayNode items) {
    items.insert(0, items.get(0).deepCopy());
  }
}
