package io.storelens.standalone.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PlanTest {
  private static final LocalTime OPENS = LocalTime.of(8, 0);
  private static final LocalTime CLOSES = LocalTime.of(20, 0);

  @Test
  void halfTheStoresAreOpenAnywhereAtAnyTime() {
    var load = new Load(Load.aroundTheWorld(1000), 5000, OPENS, CLOSES);
    assertThat(load.storeCount()).isEqualTo(1000);
    assertThat(load.photosADay()).isEqualTo(5_000_000);
    assertThat(load.mean()).isCloseTo(57.87, within(0.01));
    assertThat(load.worst()).isCloseTo(58.1, within(1.0));
  }

  @Test
  void allStoresOfOneZoneAreOpenAtOnce() {
    var load = new Load(Map.of(ZoneId.of("Europe/Paris"), 1000), 5000, OPENS, CLOSES);
    assertThat(load.mean()).isCloseTo(57.87, within(0.01));
    assertThat(load.worst()).isCloseTo(115.7, within(0.1));
  }

  @Test
  void storesOnOppositeSidesOfTheWorldAreNeverOpenTogether() {
    var load =
        new Load(
            Map.of(ZoneId.of("Asia/Tokyo"), 300, ZoneId.of("America/Sao_Paulo"), 500),
            4320,
            OPENS,
            CLOSES);
    assertThat(load.worst()).isCloseTo(50, within(0.1));
  }

  @Test
  void refusesStoresThatCloseBeforeTheyOpen() {
    assertThatThrownBy(() -> new Load(Map.of(), 1, LocalTime.NOON, LocalTime.MIDNIGHT))
        .hasMessageContaining("open before they close");
  }

  @Test
  void printsWhatAChainNeeds() {
    assertThat(run("--stores", "1000", "--cameras", "10", "--customers", "5000"))
        .contains("1,000 stores, 10,000 cameras, 5,000,000 photos a day")
        .containsPattern("Photos/s +57\\.9 on average")
        // 152 million photos a month
        .contains("91,250 a month at 0.60 a thousand calls")
        .contains("14,828 a month with 16 photos a call and 10 % sent again alone");
  }

  @Test
  void takesTimeZones() {
    assertThat(run("--zones", "Europe/Paris=600,Asia/Tokyo=400")).contains("1,000 stores");
    assertThat(run("--zones", "Mars/Base=600")).contains("Mars/Base is no time zone");
    assertThat(run("--opens", "20:00", "--closes", "08:00")).contains("open before they close");
  }

  private static String run(String... arguments) {
    var out = new StringWriter();
    var command = new CommandLine(new PlanCommand());
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(out));
    assertThat(command.execute(arguments)).isBetween(0, 2);
    return out.toString();
  }
}
