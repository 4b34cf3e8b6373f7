package io.storelens.report.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.report.export.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleFileTest {
  @TempDir private Path folder;

  @Test
  void readsSchedulesWithWhatIsUsual() throws IOException {
    var schedules =
        ScheduleFile.read(
            file(
                """
                [{"name": "paris", "every": "week", "city": "Paris", "to": ["a@example.com"]},
                 {"name": "all", "every": "month", "at": "06:30", "zone": "UTC", "format": "xlsx",
                  "to": ["a@example.com", "b@example.com"]}]
                """));

    assertThat(schedules).hasSize(2);
    assertThat(schedules.get(0).every()).isEqualTo(MailSchedule.Every.WEEK);
    assertThat(schedules.get(0).at()).isEqualTo(LocalTime.of(7, 0));
    assertThat(schedules.get(0).zone()).isEmpty();
    assertThat(schedules.get(0).place().city()).hasValue("Paris");
    assertThat(schedules.get(0).format()).isEqualTo(Format.PDF);
    assertThat(schedules.get(1).to()).hasSize(2);
  }

  @Test
  void namesEveryFieldThatIsWrong() throws IOException {
    var file =
        file(
            """
            [{"name": "paris", "every": "hour", "at": "25:00", "zone": "Mars/Base", "to": ["nobody"],
              "colour": "red"},
             {"name": "paris", "every": "day", "format": "doc", "to": []}]
            """);

    assertThatThrownBy(() -> ScheduleFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("schedule 'paris': every is not one of day, week, month")
        .hasMessageContaining("at is not a time such as 07:00")
        .hasMessageContaining("zone is not an IANA time zone")
        .hasMessageContaining("to is not a list of mail addresses")
        .hasMessageContaining("colour is not known")
        .hasMessageContaining("name is another schedule's too")
        .hasMessageContaining("format is not one of csv, xlsx, pdf");
  }

  @Test
  void saysThatAFileIsNoJson() throws IOException {
    var file = file("name: paris");

    assertThatThrownBy(() -> ScheduleFile.read(file)).hasMessageContaining("is not JSON");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("schedules.json"), text);
  }
}
