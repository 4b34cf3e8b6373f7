package io.storelens.report.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module that a page does not name is asked for only when the one that imports it has come. */
class PreloadedModulesTest {
  private static final Pattern ROOT =
      Pattern.compile("<script src=\"/assets/(\\w+\\.js)\" type=\"module\">");
  private static final Pattern PRELOADED =
      Pattern.compile("<link rel=\"modulepreload\" href=\"/assets/(\\w+\\.js)\">");
  private static final Pattern IMPORT = Pattern.compile("from \"\\./(\\w+\\.js)\"");

  @ParameterizedTest
  @ValueSource(strings = {"index.html", "cameras.html", "glossary.html"})
  void aPageNamesAllModulesItNeeds(String page) {
    String html = read(page);
    var imported = new TreeSet<String>();
    var waiting = new ArrayDeque<>(found(ROOT, html));
    while (!waiting.isEmpty()) {
      for (String module : found(IMPORT, read(waiting.remove()))) {
        if (imported.add(module)) {
          waiting.add(module);
        }
      }
    }

    assertThat(imported).isNotEmpty();
    assertThat(Set.copyOf(found(PRELOADED, html))).isEqualTo(imported);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static String read(String name) {
    return Assets.read("webroot/" + name).toString();
  }
}
