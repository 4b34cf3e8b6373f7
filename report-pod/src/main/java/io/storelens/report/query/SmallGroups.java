package io.storelens.report.query;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * Keeps groups of customers that are too small from being shown. A hidden number is null.
 *
 * <p>A single hidden number would follow from the total and the others. So what is hidden together
 * is never a group smaller than the smallest either: the next larger ones are hidden with it, and
 * where all customers together are too few, every number is.
 *
 * @param smallest fewest customers that may be shown, at least 1, which hides nothing
 */
record SmallGroups(int smallest) {
  /** {@code groups}, in the same order, with null for what may not be shown. */
  Map<String, Long> hide(Map<String, Long> groups) {
    long total = groups.values().stream().mapToLong(Long::longValue).sum();
    if (smallest <= 1 || total == 0) {
      return groups;
    }
    var shown = new LinkedHashMap<String, Long>(groups);
    if (total < smallest) {
      shown.replaceAll((group, customers) -> null);
      return Collections.unmodifiableMap(shown);
    }
    var bySize =
        groups.entrySet().stream()
            .filter(group -> group.getValue() > 0)
            .sorted(Comparator.comparingLong(Entry::getValue))
            .toList();
    long hidden = 0;
    for (var group : bySize) {
      boolean tooSmall = group.getValue() < smallest;
      boolean protectsOthers = hidden > 0 && hidden < smallest;
      if (tooSmall || protectsOthers) {
        shown.put(group.getKey(), null);
        hidden += group.getValue();
      }
    }
    return Collections.unmodifiableMap(shown);
  }

  /** What to tell a reader; empty where nothing is ever hidden. */
  Optional<String> note() {
    return smallest <= 1
        ? Optional.empty()
        : Optional.of(
            "Groups of fewer than "
                + smallest
                + " customers are not shown (null), nor are numbers they could be worked out from.");
  }
}
