package io.storelens.report.place;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** When a store is open, as the catalogue's columns have it. */
final class OpeningTimes {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private OpeningTimes() {}

  /**
   * Reads the columns of one store.
   *
   * @throws SQLException if the array cannot be read
   * @throws IllegalStateException if the text is not what the operator writes
   */
  static WorkingHours read(String zone, String openingHours, Array closedDates)
      throws SQLException {
    try {
      var spans =
          Arrays.stream(MAPPER.readValue(openingHours, Span[].class)).map(Span::hours).toList();
      var closed =
          Arrays.stream((Date[]) closedDates.getArray())
              .map(Date::toLocalDate)
              .collect(Collectors.<LocalDate>toUnmodifiableSet());
      return new WorkingHours(ZoneId.of(zone), spans, closed);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("opening_hours of a store cannot be read", e);
    }
  }

  private record Span(List<Integer> days, String opens, String closes) {
    OpeningHours hours() {
      Set<DayOfWeek> weekdays =
          days.stream().map(DayOfWeek::of).collect(Collectors.toUnmodifiableSet());
      return new OpeningHours(weekdays, opens, closes);
    }
  }
}
