package io.storelens.report.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.store.WorkingHours;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Store PARIS = store(1, "paris-001", "europe", "Paris", "Europe/Paris", 1);
  private static final Store TOKYO = store(2, "tokyo-001", "asia", "Tokyo", "Asia/Tokyo", 10);
  private static final Store PARIS_TEXAS =
      store(3, "paris-tx", "americas", "Paris", "America/Chicago", 5);
  private static final Catalogue CATALOGUE =
      new Catalogue(List.of(PARIS_TEXAS, TOKYO, PARIS), Map.of());

  @Test
  void choosesByEveryNameThatIsGiven() {
    assertThat(CATALOGUE.choose(PlaceFilter.EVERYWHERE).stores()).hasSize(3);
    assertThat(CATALOGUE.choose(filter(null, "Paris", null)).stores())
        .containsExactly(PARIS_TEXAS, PARIS);
    assertThat(CATALOGUE.choose(filter("europe", "Paris", null)).stores()).containsExactly(PARIS);
    assertThat(CATALOGUE.choose(filter(null, null, "tokyo-001")).ids()).containsExactly(2);
  }

  @Test
  void namesThePlaceInWhichNoStoreLies() {
    assertThatThrownBy(() -> CATALOGUE.choose(filter("europe", "Tokyo", null)))
        .isInstanceOf(UnknownPlaceException.class)
        .hasMessageContaining("region 'europe', city 'Tokyo'");
  }

  @Test
  void isEverywhereEvenWithoutAStore() {
    var scope = new Catalogue(List.of(), Map.of()).choose(PlaceFilter.EVERYWHERE);

    assertThat(scope.stores()).isEmpty();
    assertThat(scope.smallestGroup()).isEqualTo(1);
    assertThat(scope.today(at("2026-11-24T23:30:00Z"))).isEqualTo(LocalDate.of(2026, 11, 24));
  }

  @Test
  void knowsTodayWhereItIsLatest() {
    var clock = at("2026-11-24T16:00:00Z");

    assertThat(CATALOGUE.choose(PlaceFilter.EVERYWHERE).today(clock))
        .isEqualTo(LocalDate.of(2026, 11, 25));
    assertThat(CATALOGUE.choose(filter("europe", null, null)).today(clock))
        .isEqualTo(LocalDate.of(2026, 11, 24));
  }

  @Test
  void keepsToTheStrictestSmallestGroup() {
    assertThat(CATALOGUE.choose(PlaceFilter.EVERYWHERE).smallestGroup()).isEqualTo(10);
    assertThat(CATALOGUE.choose(filter(null, "Paris", null)).smallestGroup()).isEqualTo(5);
  }

  @Test
  void isATreeOfRegionsCitiesAndStores() {
    var tree =
        PlaceTree.of(
            new Catalogue(
                List.of(PARIS_TEXAS, PARIS),
                Map.of(1, List.of(new Camera("paris-001-1", "Checkout 1")))));

    assertThat(tree.regions())
        .extracting(PlaceTree.RegionNode::name)
        .containsExactly("americas", "europe");
    var store = tree.regions().get(1).cities().get(0).stores().get(0);
    assertThat(store.displayName()).isEqualTo("Store paris-001");
    assertThat(store.timeZone()).isEqualTo("Europe/Paris");
    assertThat(store.cameras()).containsExactly(new Camera("paris-001-1", "Checkout 1"));
    assertThat(tree.regions().get(0).cities().get(0).stores().get(0).cameras()).isEmpty();
  }

  private static Store store(
      int id, String name, String region, String city, String zone, int smallestGroup) {
    return new Store(
        id,
        name,
        "Store " + name,
        region,
        region.hashCode(),
        true,
        "FR",
        city,
        smallestGroup,
        new WorkingHours(ZoneId.of(zone), List.of(), Set.of()),
        Optional.empty(),
        LocalDate.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static PlaceFilter filter(String region, String city, String store) {
    return new PlaceFilter(
        Optional.ofNullable(region), Optional.ofNullable(city), Optional.ofNullable(store));
  }

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }
}
