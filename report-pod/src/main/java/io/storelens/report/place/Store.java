package io.storelens.report.place;

import io.storelens.contract.store.WorkingHours;
import io.storelens.report.period.Period;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A store of the catalogue.
 *
 * @param id its key in the database
 * @param name its unique name
 * @param displayName what people call it
 * @param region name of its region
 * @param regionId the region's key in the database
 * @param wholeRegion whether the viewer sees every store of the region
 * @param country ISO 3166 code of its country
 * @param city name of its city
 * @param smallestGroup fewest customers of one gender, age band or mood that may be shown, at least
 *     1
 * @param hours when it is open; its zone decides what the store's days and hours are
 * @param expectedCustomersPerDay customers expected on a day of opening; empty where nobody said
 * @param since first local day on which photos are expected
 * @param until last local day on which they are; empty while the store exists
 * @param coordinates where it is; empty where nobody said
 * @param madeUp days that hold made-up customers, for trying the pages; usually empty
 */
public record Store(
    int id,
    String name,
    String displayName,
    String region,
    int regionId,
    boolean wholeRegion,
    String country,
    String city,
    int smallestGroup,
    WorkingHours hours,
    Optional<Integer> expectedCustomersPerDay,
    LocalDate since,
    Optional<LocalDate> until,
    Optional<Coordinates> coordinates,
    Optional<Period> madeUp) {
  /** Its time zone. */
  public ZoneId zone() {
    return hours.zone();
  }

  /**
   * A place on Earth (WGS 84).
   *
   * @param latitude degrees north, -90 to 90
   * @param longitude degrees east, -180 to 180
   */
  public record Coordinates(double latitude, double longitude) {}
}
