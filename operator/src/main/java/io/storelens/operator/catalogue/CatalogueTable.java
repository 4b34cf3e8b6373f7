package io.storelens.operator.catalogue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Coordinates;
import io.storelens.crds.store.Store;
import io.storelens.crds.store.WorkingHours;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One table of the catalogue and what belongs in it.
 *
 * @param columns all of the same length, the name first; sorted by name, so that two writers lock
 *     rows in the same order
 * @param put inserts and changes rows; takes {@code columns}
 * @param markRemoved marks rows that are there no more; takes the names, whether all regions are
 *     the writer's, and which are
 */
record CatalogueTable(List<Column> columns, String put, String markRemoved) {
  /**
   * The values of one column.
   *
   * @param type their SQL type
   * @param values one a row
   */
  record Column(String type, List<?> values) {}

  private static final String PUT_REGIONS =
      """
      insert into region as old (name, smallest_group)
      select name, smallest_group from unnest(?, ?) as new (name, smallest_group)
      on conflict (name) do update
      set smallest_group = excluded.smallest_group, removed_at = null
      where (old.smallest_group, old.removed_at) is distinct from (excluded.smallest_group, null)
      """;

  private static final String REMOVE_REGIONS =
      """
      update region set removed_at = now()
      where removed_at is null and name <> all (?) and (? or name = any (?))
      """;

  private static final String PUT_STORES =
      """
      insert into store as old (name, region_id, country, city, display_name, time_zone, latitude,
        longitude, expected_customers_per_day, opening_hours, closed_dates)
      select new.name, region_id, country, city, display_name, time_zone, latitude, longitude,
        expected, opening_hours::jsonb, closed_dates::date[]
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        as new (name, region, country, city, display_name, time_zone, latitude, longitude, expected,
          opening_hours, closed_dates)
      join region on region.name = new.region
      on conflict (name) do update
      set region_id = excluded.region_id, country = excluded.country, city = excluded.city,
        display_name = excluded.display_name, time_zone = excluded.time_zone,
        latitude = excluded.latitude, longitude = excluded.longitude,
        expected_customers_per_day = excluded.expected_customers_per_day,
        opening_hours = excluded.opening_hours, closed_dates = excluded.closed_dates,
        removed_at = null
      where (old.region_id, old.country, old.city, old.display_name, old.time_zone, old.latitude,
          old.longitude, old.expected_customers_per_day, old.opening_hours, old.closed_dates,
          old.removed_at)
        is distinct from (excluded.region_id, excluded.country, excluded.city,
          excluded.display_name, excluded.time_zone, excluded.latitude, excluded.longitude,
          excluded.expected_customers_per_day, excluded.opening_hours, excluded.closed_dates, null)
      """;

  private static final String REMOVE_STORES =
      """
      update store set removed_at = now()
      from region
      where region.region_id = store.region_id and store.removed_at is null
        and store.name <> all (?) and (? or region.name = any (?))
      """;

  private static final String PUT_CAMERAS =
      """
      insert into camera as old (name, store_id, position)
      select new.name, store_id, position
      from unnest(?, ?, ?) as new (name, store, position)
      join store on store.name = new.store
      on conflict (name) do update
      set store_id = excluded.store_id, position = excluded.position, removed_at = null
      where (old.store_id, old.position, old.removed_at)
        is distinct from (excluded.store_id, excluded.position, null)
      """;

  private static final String REMOVE_CAMERAS =
      """
      update camera set removed_at = now()
      from store join region using (region_id)
      where store.store_id = camera.store_id and camera.removed_at is null
        and camera.name <> all (?) and (? or region.name = any (?))
      """;

  static CatalogueTable ofRegions(Collection<Region> regions) {
    var sorted = sorted(regions);
    return new CatalogueTable(
        List.of(
            names(sorted),
            new Column(
                "int",
                sorted.stream()
                    .map(region -> region.getSpec().privacy().smallestGroup())
                    .toList())),
        PUT_REGIONS,
        REMOVE_REGIONS);
  }

  static CatalogueTable ofStores(Collection<Store> stores) {
    var sorted = sorted(stores);
    return new CatalogueTable(
        List.of(
            names(sorted),
            texts(sorted, store -> store.getSpec().region()),
            texts(sorted, store -> store.getSpec().country()),
            texts(sorted, store -> store.getSpec().city()),
            texts(sorted, store -> orName(store.getSpec().displayName(), store)),
            texts(sorted, store -> store.getSpec().timeZone()),
            new Column("float8", each(sorted, store -> at(store, Coordinates::latitude))),
            new Column("float8", each(sorted, store -> at(store, Coordinates::longitude))),
            new Column("int4", each(sorted, store -> store.getSpec().expectedCustomersPerDay())),
            texts(sorted, store -> openingHours(store.getSpec().workingHours())),
            texts(sorted, store -> dates(store.getSpec().closedDates()))),
        PUT_STORES,
        REMOVE_STORES);
  }

  static CatalogueTable ofCameras(Collection<Camera> cameras) {
    var sorted = sorted(cameras);
    return new CatalogueTable(
        List.of(
            names(sorted),
            texts(sorted, camera -> camera.getSpec().store()),
            texts(sorted, camera -> orName(camera.getSpec().position(), camera))),
        PUT_CAMERAS,
        REMOVE_CAMERAS);
  }

  private static <T extends HasMetadata> List<T> sorted(Collection<T> resources) {
    return resources.stream()
        .sorted(Comparator.comparing(resource -> resource.getMetadata().getName()))
        .toList();
  }

  private static Column names(List<? extends HasMetadata> resources) {
    return texts(resources, resource -> resource.getMetadata().getName());
  }

  private static <T> Column texts(List<T> resources, Function<T, String> text) {
    return new Column("text", each(resources, text));
  }

  private static <T> List<?> each(List<T> resources, Function<T, ?> value) {
    return resources.stream().map(value).collect(Collectors.toList());
  }

  private static Double at(Store store, Function<Coordinates, Double> degrees) {
    var coordinates = store.getSpec().coordinates();
    return coordinates == null ? null : degrees.apply(coordinates);
  }

  /** JSON, as the column's comment has it. */
  private static String openingHours(List<WorkingHours> spans) {
    return spans.stream()
        .map(
            span ->
                "{\"days\": %s, \"opens\": \"%s\", \"closes\": \"%s\"}"
                    .formatted(
                        span.days().stream().map(day -> day.day().getValue()).toList(),
                        span.opens(),
                        span.closes()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** An array as PostgreSQL writes it. */
  private static String dates(List<String> dates) {
    return dates == null ? "{}" : "{" + String.join(",", dates) + "}";
  }

  private static String orName(String text, HasMetadata resource) {
    return text == null ? resource.getMetadata().getName() : text;
  }
}
