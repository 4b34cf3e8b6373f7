package io.storelens.report.place;

import java.time.ZoneId;

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
 * @param zone its time zone, which decides what its days and hours are
 * @param smallestGroup fewest customers of one gender, age band or mood that may be shown, at least
 *     1
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
    ZoneId zone,
    int smallestGroup) {}
