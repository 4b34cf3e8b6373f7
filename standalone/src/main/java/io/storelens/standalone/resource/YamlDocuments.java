package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
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
          documents.add(MAPPER.valueToTree(document));
        }
      }
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      throw new IllegalArgumentException(
          "line %d, column %d: %s"
              .formatted(mark.getLine() + 1, mark.getColumn() + 1, problem(e.getProblem())),
          e);
    }
    return documents;
  }

  /** Values are cut off: a fault in a Secret must not show what is in it. */
  private static String problem(String problem) {
    return "is not YAML: " + problem.lines().findFirst().orElse("");
  }

  private static Yaml loader() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MOST_CHARACTERS);
    var dumper = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(dumper), dumper, options, new KubectlTypes());
  }

  /** YAML 1.1 without dates and numbers of base 60. */
  private static final class KubectlTypes extends Resolver {
    private static final java.util.regex.Pattern INTEGER =
        java.util.regex.Pattern.compile(
            "[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|0|[1-9][0-9_]*)");
    private static final java.util.regex.Pattern DECIMAL =
        java.util.regex.Pattern.compile(
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
