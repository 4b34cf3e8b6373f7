package io.storelens.report.place;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue as people choose from it.
 *
 * @param regions in the order of their names
 */
public record PlaceTree(List<RegionNode> regions) {
  /**
   * A region.
   *
   * @param name its unique name
   * @param cities in the order of their names
   */
  public record RegionNode(String name, List<CityNode> cities) {}

  /**
   * The stores of a region that are in a city of this name.
   *
   * @param name the city's name
   * @param stores in the order of their display names
   */
  public record CityNode(String name, List<StoreNode> stores) {}

  /**
   * A store.
   *
   * @param name its unique name
   * @param displayName what people call it
   * @param country ISO 3166 code of its country
   * @param timeZone IANA name of its time zone
   * @param coordinates where it is; left out where nobody said
   * @param cameras the cameras it has now
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record StoreNode(
      String name,
      String displayName,
      String country,
      String timeZone,
      Optional<Store.Coordinates> coordinates,
      List<Camera> cameras) {}

  /** The tree of {@code catalogue}, in its order. */
  public static PlaceTree of(Catalogue catalogue) {
    var regions = new LinkedHashMap<String, LinkedHashMap<String, List<StoreNode>>>();
    for (Store store : catalogue.stores()) {
      regions
          .computeIfAbsent(store.region(), name -> new LinkedHashMap<>())
          .computeIfAbsent(store.city(), name -> new ArrayList<>())
          .add(
              new StoreNode(
                  store.name(),
                  store.displayName(),
                  store.country(),
                  store.zone().getId(),
                  store.coordinates(),
                  catalogue.cameras().getOrDefault(store.id(), List.of())));
    }
    return new PlaceTree(
        regions.entrySet().stream()
            .map(region -> new RegionNode(region.getKey(), cities(region.getValue())))
            .toList());
  }

  private static List<CityNode> cities(LinkedHashMap<String, List<StoreNode>> stores) {
    return stores.entrySet().stream()
        .map(city -> new CityNode(city.getKey(), city.getValue()))
        .toList();
  }
}
