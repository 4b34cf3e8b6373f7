package io.storelens.ingest.ftp;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * A path as a camera names it. It exists in names only: every folder can be entered, none is on the
 * disk, and nothing a camera sends can lead anywhere.
 *
 * @param text absolute, parts divided by one slash, without dots; {@code /} for the root
 */
record VirtualPath(String text) {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  static final VirtualPath ROOT = new VirtualPath("/");

  /** Where {@code name} leads from here; backslashes are slashes too. */
  VirtualPath resolve(String name) {
    var clean = CONTROL.matcher(name.replace('\\', '/')).replaceAll("_");
    var parts = new ArrayDeque<String>();
    if (!clean.startsWith("/")) {
      append(parts, text);
    }
    append(parts, clean);
    return new VirtualPath("/" + String.join("/", parts));
  }

  VirtualPath parent() {
    return resolve("..");
  }

  /** The last part; empty for the root. */
  String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** Without the leading slash. */
  String relative() {
    return text.substring(1);
  }

  /** As it is put into a reply: quotes are doubled (RFC 959, appendix II). */
  String quoted() {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static void append(ArrayDeque<String> parts, String path) {
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
  }
}
