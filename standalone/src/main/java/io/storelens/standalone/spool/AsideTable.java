package io.storelens.standalone.spool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.storelens.contract.handover.Photo;
import io.storelens.ingest.spool.AsidePhoto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Photos as lines for people, in columns. */
final class AsideTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ID_DIGITS = 12;
  private static final int LONGEST_REASON = 100;

  private final List<List<String>> rows = new ArrayList<>();

  AsideTable(List<AsidePhoto> photos) {
    rows.add(List.of("ID", "CAMERA", "CAPTURED", "BYTES", "REASON"));
    for (AsidePhoto aside : photos) {
      rows.add(
          List.of(
              aside.id().hex().substring(0, ID_DIGITS),
              aside.photo().map(Photo::camera).orElse("?"),
              aside.photo().map(photo -> photo.capturedAt().toString()).orElse("?"),
              Long.toString(aside.bytes()),
              reason(aside.reason())));
    }
  }

  Stream<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return rows.stream().map(row -> line(row, widths));
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      line.append(row.get(column))
          .append(" ".repeat(widths[column] - row.get(column).length() + 2));
    }
    return line.toString().stripTrailing();
  }

  /** The words of a problem document (RFC 9457), or the text itself; on one line, and cut. */
  static String reason(String text) {
    var words = problem(text).orElse(text).replaceAll("\\p{Cntrl}+", " ").strip();
    if (words.isEmpty()) {
      return "?";
    }
    return words.length() <= LONGEST_REASON ? words : words.substring(0, LONGEST_REASON - 1) + "…";
  }

  private static Optional<String> problem(String text) {
    try {
      var document = JSON.readTree(text);
      return Stream.of("detail", "title")
          .map(document::path)
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue)
          .findFirst();
    } catch (JsonProcessingException e) {
      return Optional.empty(); // plain text
    }
  }
}
