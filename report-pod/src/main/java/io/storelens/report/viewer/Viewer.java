package io.storelens.report.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who asks, and which stores they may see. The database itself leaves out the others.
 *
 * @param name the user's name, as the audit log has it
 * @param limits a store is seen where each limit has a grant that it matches; none: no store
 * @param administrator whether the audit log and everybody's tokens are theirs to see
 * @param token whether a token speaks for them: it can make no other
 */
public record Viewer(String name, List<List<Grant>> limits, boolean administrator, boolean token) {
  /** Nobody: sees no store. */
  public static final Viewer NOBODY = new Viewer("", List.of(), false, false);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new Jdk8Module()).build();

  public Viewer {
    limits = limits.stream().map(List::copyOf).toList();
  }

  /** A user who sees what one of {@code grants} allows. */
  public static Viewer of(String name, List<Grant> grants, boolean administrator) {
    return new Viewer(name, List.of(grants), administrator, false);
  }

  /** What a token of this viewer sees: at most what both allow, and never as an administrator. */
  public Viewer narrowedTo(List<Grant> grants) {
    return new Viewer(
        name, Stream.concat(limits.stream(), Stream.of(grants)).toList(), false, true);
  }

  /** The limits as the database reads them: the setting {@code storelens.scope}. */
  public String scope() {
    try {
      return MAPPER.writeValueAsString(limits);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("grants cannot be written as JSON", e);
    }
  }
}
