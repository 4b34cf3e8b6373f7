package io.storelens.operator.catalogue;

import static io.storelens.operator.Resources.camera;
import static io.storelens.operator.Resources.region;
import static io.storelens.operator.Resources.store;
import static io.storelens.operator.database.TimescaleDatabase.execute;
import static io.storelens.operator.database.TimescaleDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import io.storelens.operator.database.SchemaMigration;
import io.storelens.operator.database.TimescaleDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class CatalogueKeeperIT {
  @RegisterExtension static final TimescaleDatabase SERVER = new TimescaleDatabase();

  private DatabaseConfig database;
  private CatalogueKeeper keeper;
  private final Region region = region("eu-west", 1);
  private final Store paris = store("paris-001", "eu-west");
  private final Camera first = camera("cam-1", "paris-001");

  @BeforeEach
  void makeSchema(TestInfo test) throws SQLException {
    database = SERVER.empty(test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT));
    new SchemaMigration(database).run();
    keeper = new CatalogueKeeper(new Catalogue(database, Optional.empty()));
  }

  @Test
  void writesOnlyWhatChanged() throws SQLException {
    update(List.of(paris), List.of(first));
    var before = rows();

    update(List.of(paris), List.of(first, camera("cam-2", "paris-001")));

    assertThat(rows()).hasSize(4).containsAll(before);
  }

  @Test
  void marksWhatIsGoneAndKeepsItsRow() throws SQLException {
    update(List.of(paris), List.of(first));

    update(List.of(), List.of(first));

    assertThat(query(database, "select name from camera where removed_at is not null"))
        .as("a camera without its store is gone as well")
        .containsExactly("cam-1");
    assertThat(query(database, "select name from store where removed_at is not null"))
        .containsExactly("paris-001");
  }

  @Test
  void cameraWaitsForItsStore() throws SQLException {
    update(List.of(), List.of(first));
    assertThat(query(database, "select name from camera")).isEmpty();

    update(List.of(paris), List.of(first));

    assertThat(query(database, "select name from camera")).containsExactly("cam-1");
  }

  @Test
  void olderOfTwoResourcesOfOneNameCounts() throws SQLException {
    var other = camera("cam-1", "paris-002");
    first.getMetadata().setNamespace("a");
    first.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");
    other.getMetadata().setNamespace("b");
    other.getMetadata().setCreationTimestamp("2026-02-01T00:00:00Z");

    update(List.of(paris, store("paris-002", "eu-west")), List.of(other, first));

    assertThat(query(database, "select store.name from camera join store using (store_id)"))
        .containsExactly("paris-001");
  }

  @Test
  void afterAFailureEverythingIsWritten() throws SQLException {
    update(List.of(paris), List.of(first));
    execute(database, "alter table camera rename to away");
    assertThatThrownBy(() -> update(List.of(paris), List.of(first, camera("cam-2", "paris-001"))))
        .isInstanceOf(SQLException.class);
    execute(database, "alter table away rename to camera", "delete from camera");

    update(List.of(paris), List.of(first, camera("cam-2", "paris-001")));

    assertThat(query(database, "select name from camera order by 1"))
        .containsExactly("cam-1", "cam-2");
  }

  private void update(List<Store> stores, List<Camera> cameras) throws SQLException {
    keeper.update(Stream.of(region), stores.stream(), cameras.stream());
  }

  private List<String> rows() throws SQLException {
    return query(
        database,
        "select name, xmin::text from region union all select name, xmin::text from store"
            + " union all select name, xmin::text from camera order by 1");
  }
}
