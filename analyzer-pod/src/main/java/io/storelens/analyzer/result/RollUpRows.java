package io.storelens.analyzer.result;

import static io.storelens.analyzer.result.FactRows.timestamp;

import io.storelens.analyzer.provider.Shortfall;
import io.storelens.contract.face.Gender;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Adds a batch's sums to the roll-ups. */
final class RollUpRows {
  private static final String ADD_DAYS =
      "select add_to_store_days(?::int[], ?::date[], ?::int[], ?::int[], ?::int[], ?::text[])";

  private static final String ADD_MONTHS =
      """
      insert into store_month as old (store_id, month, photos, customers, below_requirements, counts)
      select store_id, month, photos, customers, below,
        add_cells(array_fill(0, array[168]), cells::int[])
      from unnest(?::int[], ?::date[], ?::int[], ?::int[], ?::int[], ?::text[])
        as added(store_id, month, photos, customers, below, cells)
      on conflict (store_id, month) do update set
        photos = old.photos + excluded.photos,
        customers = old.customers + excluded.customers,
        below_requirements = old.below_requirements + excluded.below_requirements,
        counts = array_add(old.counts, excluded.counts)
      """;

  private static final String ADD_HOURS =
      """
      insert into store_hour as old (store_id, hour, day, hour_of_day, photos, customers, female,
        male, unknown)
      select * from unnest(?::int[], ?::timestamptz[], ?::date[], ?::smallint[], ?::int[], ?::int[],
        ?::int[], ?::int[], ?::int[])
      on conflict (store_id, hour) do update set
        photos = old.photos + excluded.photos,
        customers = old.customers + excluded.customers,
        female = old.female + excluded.female,
        male = old.male + excluded.male,
        unknown = old.unknown + excluded.unknown
      returning store_id, hour, xmax = 0
      """;

  private static final String ADD_REGION_DAYS =
      """
      select add_to_region_days(?::int[], ?::date[], ?::int[], ?::int[], ?::int[], ?::text[],
        ?::int[])
      """;

  private static final String ADD_REGION_HOURS =
      """
      insert into region_hour as old (region_id, day, hour_of_day, photos, customers, female, male,
        unknown, covered_hours)
      select region_id, day, hour_of_day, sum(photos), sum(customers), sum(female), sum(male),
        sum(unknown), sum(hours)
      from unnest(?::int[], ?::timestamptz[], ?::date[], ?::smallint[], ?::int[], ?::int[],
        ?::int[], ?::int[], ?::int[], ?::int[])
        as added(store_id, hour, day, hour_of_day, photos, customers, female, male, unknown, hours)
      join store using (store_id)
      group by region_id, day, hour_of_day
      order by region_id, day, hour_of_day
      on conflict (region_id, day, hour_of_day) do update set
        photos = old.photos + excluded.photos,
        customers = old.customers + excluded.customers,
        female = old.female + excluded.female,
        male = old.male + excluded.male,
        unknown = old.unknown + excluded.unknown,
        covered_hours = old.covered_hours + excluded.covered_hours
      """;

  private static final String ADD_CAMERA_HOURS =
      """
      insert into camera_hour as old (camera_id, hour, photos, faces, customers, below_size,
        below_eye_distance, below_pose, below_exposure, below_sharpness, below_untold,
        face_size_sum, eye_distance_sum, sharpness_sum, skew_photos, skew_seconds_sum, skew_seconds_max, last_photo)
      select * from unnest(?::int[], ?::timestamptz[], ?::int[], ?::int[], ?::int[], ?::int[],
        ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::float8[], ?::float8[], ?::float8[],
        ?::int[], ?::float8[], ?::float8[], ?::timestamptz[])
      on conflict (camera_id, hour) do update set
        photos = old.photos + excluded.photos,
        faces = old.faces + excluded.faces,
        customers = old.customers + excluded.customers,
        below_size = old.below_size + excluded.below_size,
        below_eye_distance = old.below_eye_distance + excluded.below_eye_distance,
        below_pose = old.below_pose + excluded.below_pose,
        below_exposure = old.below_exposure + excluded.below_exposure,
        below_untold = old.below_untold + excluded.below_untold,
        below_sharpness = old.below_sharpness + excluded.below_sharpness,
        face_size_sum = old.face_size_sum + excluded.face_size_sum,
        eye_distance_sum = old.eye_distance_sum + excluded.eye_distance_sum,
        sharpness_sum = old.sharpness_sum + excluded.sharpness_sum,
        skew_photos = old.skew_photos + excluded.skew_photos,
        skew_seconds_sum = old.skew_seconds_sum + excluded.skew_seconds_sum,
        skew_seconds_max = greatest(old.skew_seconds_max, excluded.skew_seconds_max),
        last_photo = greatest(old.last_photo, excluded.last_photo)
      """;

  private static final String ADD_REFUSALS =
      """
      insert into camera_refusal as old (camera_id, hour, reason, day, photos)
      select * from unnest(?::int[], ?::timestamptz[], ?::text[], ?::date[], ?::int[])
      on conflict (camera_id, hour, reason) do update set photos = old.photos + excluded.photos
      """;

  private RollUpRows() {}

  /**
   * Adds all of {@code rollUps}, table by table in a fixed order. Those of regions, which all of a
   * region's writers share, come last: they stay locked for the shortest time. Stores before
   * regions: {@code rebuild_regions} in the migrations relies on it.
   */
  static void add(RollUps rollUps, Connection connection) throws SQLException {
    if (!rollUps.days().isEmpty()) {
      var closed = addDays(rollUps, connection);
      dates(rollUps.monthsBefore(closed).entrySet()).execute(connection, ADD_MONTHS);
    }
    var newHours = addHours(rollUps, connection);
    addCameraHours(rollUps, connection);
    addRefusals(rollUps, connection);
    dates(rollUps.days().entrySet())
        .with("int4", row -> (int) newHours.stream().filter(isOf(row.getKey())).count())
        .call(connection, ADD_REGION_DAYS);
    hours(rollUps)
        .with("int4", row -> newHours.contains(row.getKey()) ? 1 : 0)
        .execute(connection, ADD_REGION_HOURS);
  }

  /** Adds the days. Months that began before the date it returns have sums of their own. */
  private static LocalDate addDays(RollUps rollUps, Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(ADD_DAYS);
        var rows = dates(rollUps.days().entrySet()).bind(statement, connection).executeQuery()) {
      rows.next();
      return rows.getObject(1, LocalDate.class);
    }
  }

  private static Columns<Map.Entry<RollUps.StoreDate, StoreTotals>> dates(
      Collection<Map.Entry<RollUps.StoreDate, StoreTotals>> dates) {
    return new Columns<>(dates)
        .with("int4", row -> row.getKey().storeId())
        .with("date", row -> row.getKey().date().toString())
        .with("int4", row -> row.getValue().photos())
        .with("int4", row -> row.getValue().customers())
        .with("int4", row -> row.getValue().belowRequirements())
        .with("text", row -> row.getValue().cells());
  }

  private static Columns<Map.Entry<RollUps.StoreHour, StoreTotals>> hours(RollUps rollUps) {
    return new Columns<>(rollUps.hours().entrySet())
        .with("int4", row -> row.getKey().storeId())
        .with("timestamptz", row -> timestamp(row.getKey().hour().toInstant()))
        .with("date", row -> row.getKey().hour().toLocalDate().toString())
        .with("int2", row -> (short) row.getKey().hour().getHour())
        .with("int4", row -> row.getValue().photos())
        .with("int4", row -> row.getValue().customers())
        .with("int4", row -> row.getValue().of(Gender.FEMALE))
        .with("int4", row -> row.getValue().of(Gender.MALE))
        .with("int4", row -> row.getValue().of(Gender.UNKNOWN));
  }

  /** Adds the hours of stores. Returns those that had no photo before. */
  private static Set<RollUps.StoreHour> addHours(RollUps rollUps, Connection connection)
      throws SQLException {
    var added = new HashSet<RollUps.StoreHour>();
    if (rollUps.hours().isEmpty()) {
      return added;
    }
    var byKey = new HashMap<List<Object>, RollUps.StoreHour>();
    rollUps
        .hours()
        .keySet()
        .forEach(hour -> byKey.put(List.of(hour.storeId(), hour.hour().toInstant()), hour));
    try (var statement = connection.prepareStatement(ADD_HOURS);
        var rows = hours(rollUps).bind(statement, connection).executeQuery()) {
      while (rows.next()) {
        if (rows.getBoolean(3)) {
          var instant = rows.getObject(2, OffsetDateTime.class).toInstant();
          added.add(byKey.get(List.of(rows.getInt(1), instant)));
        }
      }
    }
    return added;
  }

  private static Predicate<RollUps.StoreHour> isOf(RollUps.StoreDate date) {
    return hour ->
        hour.storeId() == date.storeId() && hour.hour().toLocalDate().equals(date.date());
  }

  private static void addCameraHours(RollUps rollUps, Connection connection) throws SQLException {
    new Columns<Map.Entry<RollUps.CameraHour, CameraTotals>>(rollUps.cameraHours().entrySet())
        .with("int4", row -> row.getKey().cameraId())
        .with("timestamptz", row -> timestamp(row.getKey().hour()))
        .with("int4", row -> row.getValue().photos())
        .with("int4", row -> row.getValue().faces())
        .with("int4", row -> row.getValue().customers())
        .with("int4", row -> row.getValue().below(Shortfall.SIZE))
        .with("int4", row -> row.getValue().below(Shortfall.EYE_DISTANCE))
        .with("int4", row -> row.getValue().below(Shortfall.POSE))
        .with("int4", row -> row.getValue().below(Shortfall.EXPOSURE))
        .with("int4", row -> row.getValue().below(Shortfall.SHARPNESS))
        .with("int4", row -> row.getValue().below(Shortfall.UNTOLD))
        .with("float8", row -> row.getValue().faceSizes())
        .with("float8", row -> row.getValue().eyeDistances())
        .with("float8", row -> row.getValue().sharpness())
        .with("int4", row -> row.getValue().skewPhotos())
        .with("float8", row -> row.getValue().skewSeconds())
        .with("float8", row -> row.getValue().mostSkewSeconds())
        .with("timestamptz", row -> timestamp(row.getValue().lastPhoto()))
        .execute(connection, ADD_CAMERA_HOURS);
  }

  private static void addRefusals(RollUps rollUps, Connection connection) throws SQLException {
    new Columns<>(rollUps.refusals().entrySet())
        .with("int4", row -> row.getKey().cameraId())
        .with("timestamptz", row -> timestamp(row.getKey().hour()))
        .with("text", row -> row.getKey().reason().code())
        .with("date", row -> row.getValue().day().toString())
        .with("int4", row -> row.getValue().photos())
        .execute(connection, ADD_REFUSALS);
  }
}
