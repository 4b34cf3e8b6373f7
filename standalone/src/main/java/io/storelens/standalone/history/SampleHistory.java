package io.storelens.standalone.history;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.operator.database.OwnerDatabase;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Fills past days of stores with made-up customers, for trying the pages. They are marked as such,
 * so that every report tells. There are no rows by face: reports read none.
 */
public final class SampleHistory {
  private static final String STORE =
      """
      select store_id, coalesce(expected_customers_per_day, 0),
        (select min(day) from store_day d where d.store_id = s.store_id)
      from store s where name = ? and sample_from is null
      """;

  private static final String MARK =
      "update store set sample_from = ?, sample_to = ? where store_id = ?";

  private static final String MONTHS =
      """
      insert into store_month as old (store_id, month, photos, customers, below_requirements, counts,
        covered_hours)
      select store_id, date_trunc('month', day)::date, sum(photos), sum(customers),
        sum(below_requirements), array_sum(counts), sum(covered_hours)
      from store_day where store_id = ? and day between ? and ? group by 1, 2
      on conflict (store_id, month) do update set
        photos = old.photos + excluded.photos,
        customers = old.customers + excluded.customers,
        below_requirements = old.below_requirements + excluded.below_requirements,
        covered_hours = old.covered_hours + excluded.covered_hours,
        counts = array_add(old.counts, excluded.counts)
      """;

  private static final String REGIONS =
      """
      select rebuild_regions(array(select distinct region_id from store where sample_from is not null))
      """;

  private final DataSource database;
  private final Clock clock;

  /** Writes as the owner of {@code database}; {@code clock} says what today is. */
  public SampleHistory(DatabaseConfig database, Clock clock) {
    this.database = OwnerDatabase.of(database);
    this.clock = clock;
  }

  /**
   * Makes up the last {@code days} days before today, less those from a store's first real customer
   * on. Stores that have made-up days already get no more.
   *
   * @param cameras the cameras; stores without any get no customers
   * @return how many customers were made up
   * @throws SQLException if the database refuses; stores that were done stay done
   */
  public long fill(Collection<CameraEntry> cameras, int days) throws SQLException {
    Map<String, List<CameraEntry>> byStore =
        cameras.stream()
            .collect(Collectors.groupingBy(CameraEntry::store, TreeMap::new, Collectors.toList()));
    long customers = 0;
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (var store : byStore.entrySet()) {
        customers += fill(connection, store.getKey(), store.getValue(), days);
        connection.commit();
      }
      if (customers > 0) {
        try (var statement = connection.createStatement()) {
          statement.execute(REGIONS);
        }
        connection.commit();
      }
    }
    return customers;
  }

  private long fill(Connection connection, String name, List<CameraEntry> cameras, int days)
      throws SQLException {
    var hours = cameras.get(0).storeHours();
    var today = LocalDate.ofInstant(clock.instant(), hours.zone());
    int store;
    int expected;
    var last = today.minusDays(1);
    try (var statement = connection.prepareStatement(STORE)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return 0;
        }
        store = rows.getInt(1);
        expected = rows.getInt(2);
        var real = rows.getObject(3, LocalDate.class);
        if (real != null && !real.isAfter(last)) {
          last = real.minusDays(1);
        }
      }
    }
    var first = today.minusDays(days);
    if (first.isAfter(last)) {
      return 0;
    }
    var names = cameras.stream().map(CameraEntry::camera).sorted().toList();
    var made = new MadeUpDays(name, hours, expected);
    var rows = new SampleRows(store, names, hours.zone());
    for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
      rows.add(day, made.of(day));
    }
    long customers = rows.write(connection);
    summarize(connection, store, first, last);
    return customers;
  }

  private static void summarize(Connection connection, int store, LocalDate first, LocalDate last)
      throws SQLException {
    try (var months = connection.prepareStatement(MONTHS);
        var mark = connection.prepareStatement(MARK)) {
      months.setInt(1, store);
      months.setDate(2, Date.valueOf(first));
      months.setDate(3, Date.valueOf(last));
      months.executeUpdate();
      mark.setDate(1, Date.valueOf(first));
      mark.setDate(2, Date.valueOf(last));
      mark.setInt(3, store);
      mark.executeUpdate();
    }
  }
}
