package io.storelens.report.viewer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stores that somebody may see: every one, or those that match all names that are given. The
 * database reads it as JSON.
 *
 * @param everywhere whether it is every store
 * @param region name of a region
 * @param city name of a city
 * @param store name of a store
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Grant(
    @JsonProperty boolean everywhere,
    @JsonProperty Optional<String> region,
    @JsonProperty Optional<String> city,
    @JsonProperty Optional<String> store) {
  /** Every store. */
  public static final Grant EVERYWHERE =
      new Grant(true, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * What is left out is empty.
   *
   * @throws IllegalArgumentException if it names nothing, or names beside everywhere
   */
  public Grant {
    region = present(region);
    city = present(city);
    store = present(store);
    boolean names = Stream.of(region, city, store).anyMatch(Optional::isPresent);
    if (everywhere == names) {
      throw new IllegalArgumentException(
          "a grant is either everywhere: true, or at least one of region, city and store");
    }
  }

  /** The stores of one region. */
  public static Grant ofRegion(String region) {
    return new Grant(false, Optional.of(region), Optional.empty(), Optional.empty());
  }

  /** The stores of every city of this name. */
  public static Grant ofCity(String city) {
    return new Grant(false, Optional.empty(), Optional.of(city), Optional.empty());
  }

  /** One store. */
  public static Grant ofStore(String store) {
    return new Grant(false, Optional.empty(), Optional.empty(), Optional.of(store));
  }

  /** Such as {@code everywhere} or {@code region europe, city Paris}. */
  @Override
  public String toString() {
    if (everywhere) {
      return "everywhere";
    }
    return String.join(
        ", ",
        Stream.of(
                region.map(name -> "region " + name),
                city.map(name -> "city " + name),
                store.map(name -> "store " + name))
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<String> present(Optional<String> name) {
    return name == null ? Optional.empty() : name.filter(text -> !text.isBlank());
  }
}
