package io.storelens.report.access;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTML page with places such as <code>{{message}}</code> that are filled with text.
 *
 * @param html the page
 */
public record Template(String html) {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  /** The page with {@code values} in their places; markup in a value stays text. */
  String with(Map<String, String> values) {
    return PLACE
        .matcher(html)
        .replaceAll(place -> Matcher.quoteReplacement(escape(values.get(place.group(1)))));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
