package io.storelens.e2e.cluster;

import java.util.Set;

/**
 * What somebody says of a resource.
 *
 * @param accepted whether it may be created
 * @param fields the fields that are wrong, such as {@code spec.workingHours[0].closes}; empty when
 *     accepted, and when it is refused as a whole
 * @param reason what is wrong, in words; empty when accepted
 */
record Verdict(boolean accepted, Set<String> fields, String reason) {
  static final Verdict ACCEPTED = new Verdict(true, Set.of(), "");

  static Verdict refused(Set<String> fields, String reason) {
    return new Verdict(false, fields, reason);
  }

  /**
   * Whether one names every field that the other names, and perhaps more. The API server stops
   * after unknown fields, where standalone goes on; standalone holds no rule against a place that
   * is wrong already, where the API server does.
   */
  boolean agreesWith(Verdict other) {
    return !fields.isEmpty()
        && !other.fields.isEmpty()
        && (fields.containsAll(other.fields) || other.fields.containsAll(fields));
  }
}
