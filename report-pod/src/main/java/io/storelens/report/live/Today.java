package io.storelens.report.live;

import io.storelens.report.place.PlaceFilter;
import io.storelens.report.place.UnknownPlaceException;
import io.storelens.report.query.Reader;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What was counted today, on each store's own today. */
public final class Today {
  private final Reader reader;
  private final Clock clock;

  /** Reads from {@code reader}; {@code clock} says when it is. */
  public Today(Reader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Customers and photos of today.
   *
   * @param customers faces that met their region's requirements
   * @param photos photos that were analysed
   */
  public record Count(long customers, long photos) {}

  /** The count of a place; fails as {@link io.storelens.report.query.Reports} does. */
  public Future<Count> count(PlaceFilter place) {
    return reader.read(
        "today",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  select count(*), coalesce(sum(d.customers), 0), coalesce(sum(d.photos), 0)
                  from report_place p
                  left join report_store_day d on d.store_id = p.store_id
                    and d.day = (?::timestamptz at time zone p.time_zone)::date
                  where p.region = coalesce(?, p.region) and p.city = coalesce(?, p.city)
                    and p.store = coalesce(?, p.store)
                  """)) {
            statement.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            statement.setString(2, place.region().orElse(null));
            statement.setString(3, place.city().orElse(null));
            statement.setString(4, place.store().orElse(null));
            try (var rows = statement.executeQuery()) {
              rows.next();
              if (rows.getLong(1) == 0 && !place.isEverywhere()) {
                throw new UnknownPlaceException(place);
              }
              return new Count(rows.getLong(2), rows.getLong(3));
            }
          }
        });
  }
}
