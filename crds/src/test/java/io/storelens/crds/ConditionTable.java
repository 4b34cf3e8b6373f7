package io.storelens.crds;

import java.util.List;
import java.util.Map;

/** What the conditions of each kind tell; a condition is no part of a schema. */
final class ConditionTable {
  private record Meaning(String type, String text) {}

  private static final Map<String, List<Meaning>> BY_KIND =
      Map.of(
          "Region",
          List.of(
              new Meaning("Ready", "Cameras can upload, and photos are analysed."),
              new Meaning("Degraded", "It works, but parts of it are missing.")),
          "Store",
          List.of(
              new Meaning("Ready", "All its cameras may upload; there is at least one."),
              new Meaning("Delivering", "Photos arrive from at least one of its cameras."),
              new Meaning("Degraded", "Some of its cameras are silent or degraded.")),
          "Camera",
          List.of(
              new Meaning("Ready", "It is in its region's directory: it may log in and upload."),
              new Meaning("Delivering", "Photos arrive; judged while its store is open."),
              new Meaning("ClockOk", "Its clock agrees with arrival within captureTime.maxSkew."),
              new Meaning(
                  "RequirementsMet", "It can do, and its photos show, what the region asks."),
              new Meaning("Degraded", "A quarter or more of its latest photos were refused.")));

  private ConditionTable() {}

  static String of(String kind) {
    var table = new MarkdownTable("condition", "true means");
    BY_KIND.get(kind).forEach(one -> table.row(MarkdownTable.code(one.type()), one.text()));
    return table.toString();
  }
}
