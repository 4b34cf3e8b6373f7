package io.storelens.operator.catalogue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import io.storelens.crds.store.StoreSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Keeps the database's catalogue as the resources are. The first time everything is written, after
 * that what changed. Names are the catalogue's keys: of two resources of one name, in different
 * namespaces, the older counts.
 */
public final class CatalogueKeeper {
  private final Catalogue catalogue;
  private Optional<Known> known = Optional.empty();

  private record Known(
      Map<String, Region> regions, Map<String, Store> stores, Map<String, Camera> cameras) {}

  public CatalogueKeeper(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Writes what changed since the last call, in one transaction; nothing, if nothing did. A store
   * without its region, and a camera without its store, wait until they have one.
   *
   * @throws SQLException if the database cannot be reached or refuses; the next call writes
   *     everything
   */
  public void update(Stream<Region> regions, Stream<Store> stores, Stream<Camera> cameras)
      throws SQLException {
    var now = known(regions, stores, cameras);
    var before = known;
    known = Optional.empty();
    if (before.isEmpty()) {
      catalogue.update(now.regions.values(), now.stores.values(), now.cameras.values());
    } else {
      change(before.get(), now);
    }
    known = Optional.of(now);
  }

  private void change(Known before, Known now) throws SQLException {
    var change =
        new Catalogue.Change(
            changed(before.regions, now.regions, CatalogueKeeper::sameRegion),
            changed(before.stores, now.stores, CatalogueKeeper::sameStore),
            changed(before.cameras, now.cameras, CatalogueKeeper::sameCamera),
            gone(before.regions, now.regions),
            gone(before.stores, now.stores),
            gone(before.cameras, now.cameras));
    if (!change.isEmpty()) {
      catalogue.change(change);
    }
  }

  private static Known known(Stream<Region> regions, Stream<Store> stores, Stream<Camera> cameras) {
    var byRegion = oldest(regions);
    var byStore = oldest(stores.filter(store -> byRegion.containsKey(store.getSpec().region())));
    return new Known(
        byRegion,
        byStore,
        oldest(cameras.filter(camera -> byStore.containsKey(camera.getSpec().store()))));
  }

  private static <T extends HasMetadata> Map<String, T> oldest(Stream<T> resources) {
    var byName = new HashMap<String, T>();
    var age =
        Comparator.comparing(
                (T one) -> Optional.ofNullable(one.getMetadata().getCreationTimestamp()).orElse(""))
            .thenComparing(one -> Optional.ofNullable(one.getMetadata().getNamespace()).orElse(""));
    resources.forEach(
        one ->
            byName.merge(
                one.getMetadata().getName(), one, (a, b) -> age.compare(a, b) <= 0 ? a : b));
    return byName;
  }

  private static <T> List<T> changed(
      Map<String, T> before, Map<String, T> now, BiPredicate<T, T> same) {
    var changed = new ArrayList<T>();
    now.forEach(
        (name, one) -> {
          var old = before.get(name);
          if (old == null || (old != one && !same.test(old, one))) {
            changed.add(one);
          }
        });
    return changed;
  }

  private static <T> Set<String> gone(Map<String, T> before, Map<String, T> now) {
    var gone = new HashSet<>(before.keySet());
    gone.removeAll(now.keySet());
    return gone;
  }

  private static boolean sameRegion(Region a, Region b) {
    return a.getSpec().privacy().smallestGroup().equals(b.getSpec().privacy().smallestGroup());
  }

  private static boolean sameStore(Store a, Store b) {
    return row(a.getSpec()).equals(row(b.getSpec()));
  }

  private static List<String> row(StoreSpec store) {
    return Arrays.asList(
        store.region(), store.country(), store.city(), store.displayName(), store.timeZone());
  }

  private static boolean sameCamera(Camera a, Camera b) {
    return a.getSpec().store().equals(b.getSpec().store())
        && Objects.equals(a.getSpec().position(), b.getSpec().position());
  }
}
