package io.storelens.report.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.storelens.report.export.Format;
import io.storelens.report.place.PlaceFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the schedules: a JSON list of objects with the fields of {@link MailSchedule}. */
public final class ScheduleFile {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> FIELDS =
      Set.of("name", "every", "at", "zone", "region", "city", "store", "format", "to");

  private final List<String> problems = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private ScheduleFile() {}

  /**
   * Reads {@code file}.
   *
   * @throws IllegalArgumentException naming every field that is missing or has no meaning
   * @throws IOException if there is no such file, or it cannot be read
   */
  public static List<MailSchedule> read(Path file) throws IOException {
    JsonNode list;
    try {
      list = MAPPER.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
    if (!list.isArray()) {
      throw new IllegalArgumentException(file + " is not a JSON list of schedules");
    }
    var reading = new ScheduleFile();
    var schedules = new ArrayList<MailSchedule>();
    for (int index = 0; index < list.size(); index++) {
      reading.schedule(list.get(index), index).ifPresent(schedules::add);
    }
    if (!reading.problems.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + String.join("; ", reading.problems));
    }
    return schedules;
  }

  private Optional<MailSchedule> schedule(JsonNode node, int index) {
    int before = problems.size();
    String name = node.path("name").asText("");
    var entry =
        new Entry(node, name.isBlank() ? "schedule " + (index + 1) : "schedule '" + name + "'");
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                entry.problem(
                    field,
                    "is not known; fields are "
                        + String.join(", ", FIELDS.stream().sorted().toList()));
              }
            });
    if (name.isBlank()) {
      entry.problem("name", "is missing");
    } else if (!names.add(name)) {
      entry.problem("name", "is another schedule's too");
    }
    var every =
        entry.choice(
            "every",
            MailSchedule.Every.values(),
            each -> each.name().toLowerCase(Locale.ROOT),
            null);
    var format = entry.choice("format", Format.values(), Format::code, Format.PDF);
    var at = entry.parse("at", LocalTime::parse, "a time such as 07:00").orElse(LocalTime.of(7, 0));
    var zone = entry.parse("zone", ZoneId::of, "an IANA time zone such as Europe/Paris");
    var place = new PlaceFilter(entry.text("region"), entry.text("city"), entry.text("store"));
    var to = entry.addresses();
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new MailSchedule(name, every, at, zone, place, format, to));
  }

  private final class Entry {
    private final JsonNode node;
    private final String title;

    Entry(JsonNode node, String title) {
      this.node = node;
      this.title = title;
    }

    void problem(String field, String text) {
      problems.add(title + ": " + field + " " + text);
    }

    Optional<String> text(String field) {
      return Optional.ofNullable(node.path(field).asText(null)).filter(text -> !text.isBlank());
    }

    <E> E choice(String field, E[] choices, Function<E, String> code, E fallback) {
      var text = text(field);
      if (text.isEmpty() && fallback != null) {
        return fallback;
      }
      var found =
          Arrays.stream(choices)
              .filter(each -> code.apply(each).equals(text.orElse("")))
              .findFirst();
      if (found.isEmpty()) {
        problem(
            field,
            "is not one of " + Arrays.stream(choices).map(code).collect(Collectors.joining(", ")));
      }
      return found.orElse(null);
    }

    <T> Optional<T> parse(String field, Function<String, T> parser, String wanted) {
      try {
        return text(field).map(parser);
      } catch (DateTimeException e) {
        problem(field, "is not " + wanted);
        return Optional.empty();
      }
    }

    List<String> addresses() {
      var addresses = new ArrayList<String>();
      node.path("to").forEach(address -> addresses.add(address.asText()));
      if (addresses.isEmpty()
          || !addresses.stream().allMatch(each -> each.matches("[^@\\s]+@[^@\\s]+"))) {
        problem("to", "is not a list of mail addresses");
      }
      return addresses;
    }
  }
}
