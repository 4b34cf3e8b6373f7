package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pod keeps the catalogue between reports; what changes in it is in the next answer. */
class CatalogueChangesIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String RANKING =
      "/api/v1/reports/ranking?by=%s&from=2026-10-01&to=2026-10-07";
  private static final String SUMMARY =
      "/api/v1/reports/summary?store=rome-1&from=2026-05-01&to=2026-05-07";

  @TempDir private Path folder;
  private ReportDatabase database;
  private ReportServer server;
  private ReportDatabase.Place rome;

  @BeforeEach
  void start() throws Exception {
    database = new ReportDatabase(folder);
    database.region("europe", 1);
    database.region("north", 1);
    rome = database.store("rome-1", "Rome 1", "europe", "Rome", "Europe/Rome");
    customers("2026-10-02");
    server = new ReportServer(database.jdbcUrl(), Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    database.close();
  }

  @Test
  void aStoreThatIsAddedOrRenamedIsInTheNextRanking() throws Exception {
    assertThat(names("store", "displayName")).isEqualTo("Rome 1");

    database.execute("update store set display_name = 'Roma' where name = 'rome-1'");
    assertThat(names("store", "displayName")).isEqualTo("Roma");

    database.store("rome-2", "Rome 2", "europe", "Rome", "Europe/Rome");
    assertThat(names("store", "displayName")).isEqualTo("Roma, Rome 2");
  }

  @Test
  void aStoreThatMovesAndARegionThatIsRenamedAreInTheNextRanking() throws Exception {
    assertThat(names("region", "name")).isEqualTo("europe");

    database.execute("update store set region_id = region_id + 1 where name = 'rome-1'");
    assertThat(names("region", "name")).isEqualTo("north");

    database.execute("update region set name = 'south' where name = 'north'");
    assertThat(names("region", "name")).isEqualTo("south");
    assertThat(get(RANKING.formatted("region")).at("/entries/0/customers").longValue())
        .isEqualTo(3);
  }

  @Test
  void aRemovedStoreStaysAsLongAsItHasCustomers() throws Exception {
    database.execute("update store set removed_at = '2026-11-01' where name = 'rome-1'");
    assertThat(names("store", "name")).isEqualTo("rome-1");

    database.execute("delete from store_day");
    assertThat(names("store", "name")).isEmpty();
  }

  @Test
  void photosAreExpectedFromTheFirstCustomerOn() throws Exception {
    database.execute("update store set added_at = '2026-09-01' where name = 'rome-1'");
    assertThat(openHours()).isZero();

    customers("2026-05-04");
    assertThat(openHours()).isEqualTo(4 * 12);
    customers("2026-05-06");
    assertThat(openHours()).isEqualTo(4 * 12);
    database.execute("delete from store_day where day = '2026-05-04'");
    assertThat(openHours()).isEqualTo(2 * 12);
  }

  private void customers(String day) throws Exception {
    database.customers(rome, day, 10, 3, Gender.FEMALE, AgeBand.FROM_25, Mood.NEUTRAL);
  }

  private String names(String by, String field) throws Exception {
    var names = new ArrayList<String>();
    get(RANKING.formatted(by))
        .required("entries")
        .forEach(entry -> names.add(entry.required(field).textValue()));
    return String.join(", ", names);
  }

  private long openHours() throws Exception {
    return get(SUMMARY).at("/coverage/openHours").longValue();
  }

  private JsonNode get(String path) throws Exception {
    var answer = server.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }
}
