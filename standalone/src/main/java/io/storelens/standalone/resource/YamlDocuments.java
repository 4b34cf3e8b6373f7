package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as {@code kubectl} reads it, so that a file means the same with and without Kubernetes:
 * anchors and merge keys work, {@code NO} is a boolean, {@code 20:00} and {@code 2026-12-25} are
 * text. A key given twice is refused.
 */
final class YamlDocuments {
  /** A chain of 10,000 cameras in one file has some 4 million characters. */
  private static final int MOST_CHARACTERS = 50_000_000;

  /** Every one of its cameras may repeat one anchor. */
  private static final int MOST_ALIASES = 100_000;

  /** Resources nest ten deep. */
  private static final int DEEPEST = 50;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private YamlDocuments() {}

  /**
   * Reads every document of {@code text}; empty ones are left out.
   *
   * @throws IllegalArgumentException saying what is wrong, in which line
   */
  static List<JsonNode> read(String text) {
    var documents = new ArrayList<JsonNode>();
    try {
      for (Object document : loader().loadAll(text)) {
        if (document != null) {
          documents.add(json(document, 0));
        }
      }
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      throw new IllegalArgumentException(
          "line %d, column %d: is not YAML: %s"
              .formatted(mark.getLine() + 1, mark.getColumn() + 1, problem(e.getProblem())),
          e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException("is not YAML: " + firstLine(e.getMessage()), e);
    }
    return documents;
  }

  /** Copies by hand: an anchor may hold itself, which no general mapper ends on. */
  private static JsonNode json(Object value, int depth) {
    if (depth > DEEPEST) {
      throw new YAMLException("fields nest too deep, or an anchor holds itself");
    }
    if (value instanceof Map<?, ?> map) {
      var object = MAPPER.createObjectNode();
      map.forEach((key, entry) -> object.set(String.valueOf(key), json(entry, depth + 1)));
      return object;
    }
    if (value instanceof List<?> list) {
      var array = MAPPER.createArrayNode();
      list.forEach(item -> array.add(json(item, depth + 1)));
      return array;
    }
    return MAPPER.valueToTree(value);
  }

  /** The reader names aliases and tags, which may be the beginning of a password. */
  private static String problem(String problem) {
    if (problem.contains("alias")) {
      return "there is no anchor of this name; put a value that begins with * in quotes";
    }
    if (problem.contains("tag")) {
      return "this tag is not known; put a value that begins with ! in quotes";
    }
    return firstLine(problem);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static Yaml loader() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    var dumper = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(dumper), dumper, options, new KubectlTypes());
  }

  /** YAML 1.1 without dates and numbers of base 60. */
  private static final class KubectlTypes extends Resolver {
    private static final Pattern INTEGER =
        Pattern.compile("[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]+|0|[1-9][0-9_]*)");
    private static final Pattern DECIMAL =
        Pattern.compile(
            "[-+]?(?:[0-9][0-9_]*\\.[0-9_]*|\\.[0-9][0-9_]*|[0-9][0-9_]*(?=[eE]))(?:[eE][-+]?[0-9]+)?"
                + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, DECIMAL, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
