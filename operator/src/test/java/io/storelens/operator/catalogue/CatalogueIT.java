package io.storelens.operator.catalogue;

import static io.storelens.operator.Resources.camera;
import static io.storelens.operator.Resources.region;
import static io.storelens.operator.Resources.store;
import static io.storelens.operator.database.TimescaleDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.crds.store.Coordinates;
import io.storelens.crds.store.StoreSpec;
import io.storelens.operator.database.SchemaMigration;
import io.storelens.operator.database.TimescaleDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class CatalogueIT {
  @RegisterExtension static final TimescaleDatabase SERVER = new TimescaleDatabase();

  private DatabaseConfig database;
  private Catalogue catalogue;

  @BeforeEach
  void makeSchema(TestInfo test) throws SQLException {
    database = SERVER.empty(test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT));
    new SchemaMigration(database).run();
    catalogue = new Catalogue(database, Optional.empty());
  }

  @Test
  void writesNamesPlacesAndTheSmallestGroup() throws SQLException {
    catalogue.update(
        List.of(region("eu-west", 5)),
        List.of(store("paris-001", "eu-west")),
        List.of(camera("cam-1", "paris-001")));

    assertThat(
            query(
                database,
                "select region, country, city, store, display_name, time_zone, smallest_group,"
                    + " camera, position"
                    + " from report_place join report_camera using (store_id)"))
        .containsExactly("eu-west FR Paris paris-001 paris-001 Europe/Paris 5 cam-1 Checkout");
  }

  @Test
  void writesWhenStoresAreOpenWhereTheyAreAndWhatIsExpectedOfThem() throws SQLException {
    var known = store("paris-001", "eu-west");
    known.setSpec(
        new StoreSpec(
            "eu-west",
            "FR",
            "Paris",
            null,
            "Europe/Paris",
            known.getSpec().workingHours(),
            known.getSpec().closedDates(),
            5000,
            new Coordinates(48.87, 2.33)));
    var unknown = store("paris-002", "eu-west");
    unknown.setSpec(
        new StoreSpec(
            "eu-west",
            "FR",
            "Paris",
            null,
            "Europe/Paris",
            known.getSpec().workingHours(),
            null,
            null,
            null));

    catalogue.update(List.of(region("eu-west", 1)), List.of(known, unknown), List.of());

    assertThat(
            query(
                database,
                "select latitude, longitude, expected_customers_per_day, closed_dates,"
                    + " opening_hours->1->>'days', opening_hours->1->>'closes'"
                    + " from report_place order by store"))
        .containsExactly(
            "48.87 2.33 5000 {2026-12-25,2026-05-01,2026-07-14} [6] 24:00",
            "null null null {} [6] 24:00");
  }

  @Test
  void writesNothingWhenNothingChanged() throws SQLException {
    update(List.of("paris-001", "paris-002"), List.of("cam-1"));
    var before = rows();

    update(List.of("paris-001", "paris-002"), List.of("cam-1"));

    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void marksWhatIsGoneAndClearsTheMarkWhenItComesBack() throws SQLException {
    update(List.of("paris-001", "paris-002"), List.of("cam-1", "cam-2"));

    update(List.of("paris-001"), List.of("cam-2"));

    assertThat(removed()).containsExactlyInAnyOrder("store paris-002", "camera cam-1");
    assertThat(query(database, "select store from report_place")).containsExactly("paris-001");

    update(List.of("paris-001", "paris-002"), List.of("cam-1", "cam-2"));

    assertThat(removed()).isEmpty();
    assertThat(query(database, "select count(*) from store")).containsExactly("2");
  }

  @Test
  void marksEverythingWhenNothingIsLeft() throws SQLException {
    update(List.of("paris-001"), List.of("cam-1"));

    catalogue.update(List.of(), List.of(), List.of());

    assertThat(removed())
        .containsExactlyInAnyOrder("region eu-west", "store paris-001", "camera cam-1");
  }

  @Test
  void leavesTheRegionsOfOthersAlone() throws SQLException {
    update(List.of("paris-001"), List.of("cam-1"));
    var other = new Catalogue(database, Optional.of(Set.of("us-east")));

    other.update(List.of(region("us-east", 1)), List.of(store("boston-001", "us-east")), List.of());
    other.update(List.of(), List.of(), List.of());

    assertThat(removed()).containsExactlyInAnyOrder("region us-east", "store boston-001");
  }

  @Test
  void changesWhatChanged() throws SQLException {
    catalogue.update(
        List.of(region("eu-west", 1), region("eu-east", 1)),
        List.of(store("paris-001", "eu-west"), store("paris-002", "eu-west")),
        List.of(camera("cam-1", "paris-001")));

    catalogue.update(
        List.of(region("eu-west", 5), region("eu-east", 1)),
        List.of(store("paris-001", "eu-west"), store("paris-002", "eu-east")),
        List.of(camera("cam-1", "paris-002")));

    assertThat(query(database, "select smallest_group from region where name = 'eu-west'"))
        .containsExactly("5");
    assertThat(
            query(
                database,
                "select camera.name, store.name, region.name"
                    + " from camera join store using (store_id) join region using (region_id)"))
        .containsExactly("cam-1 paris-002 eu-east");
  }

  @Test
  void writesTenThousandCamerasAtOnce() throws SQLException {
    var stores = IntStream.range(0, 1_000).mapToObj(i -> store("store-" + i, "eu-west")).toList();
    var cameras =
        IntStream.range(0, 10_000).mapToObj(i -> camera("camera-" + i, "store-" + i / 10)).toList();

    catalogue.update(List.of(region("eu-west", 1)), stores, cameras);

    assertThat(query(database, "select count(*), count(distinct store_id) from camera"))
        .containsExactly("10000 1000");
  }

  private void update(List<String> stores, List<String> cameras) throws SQLException {
    catalogue.update(
        List.of(region("eu-west", 1)),
        stores.stream().map(name -> store(name, "eu-west")).toList(),
        cameras.stream().map(name -> camera(name, "paris-001")).toList());
  }

  /** Every row with the number of the transaction that wrote it. */
  private List<String> rows() throws SQLException {
    return query(
        database,
        "select name, xmin::text from region union all select name, xmin::text from store"
            + " union all select name, xmin::text from camera order by 1");
  }

  private List<String> removed() throws SQLException {
    return query(
        database,
        "select 'region', name from region where removed_at is not null"
            + " union all select 'store', name from store where removed_at is not null"
            + " union all select 'camera', name from camera where removed_at is not null");
  }
}
