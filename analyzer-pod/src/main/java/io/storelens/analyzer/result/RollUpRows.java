package io.storelens.analyzer.result;

import static io.storelens.analyzer.result.FactRows.microseconds;

import io.storelens.analyzer.provider.Shortfall;
import io.storelens.contract.face.Gender;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;

/** Adds a batch's sums to the roll-ups. */
final class RollUpRows {
  /** Days and hours of stores, those of their regions, and hours of cameras, in this order. */
  static final String ADD =
      """
      select add_batch_to_stores(?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::text[],
        ?::int[], ?::int[], ?::int[],
        ?::int[], ?::bigint[], ?::int[], ?::smallint[], ?::int[], ?::int[], ?::int[], ?::int[],
        ?::int[]),
        add_batch_to_cameras(?::int[], ?::bigint[], ?::int[], ?::int[], ?::int[],
        ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::float8[], ?::float8[],
        ?::float8[], ?::int[], ?::float8[], ?::float8[], ?::bigint[])
      """;

  private static final String ADD_REFUSALS =
      """
      insert into camera_refusal as old (camera_id, hour, reason, day, photos)
      select camera_id, instant_of(hour), reason, day, photos
      from unnest(?::int[], ?::bigint[], ?::text[], ?::date[], ?::int[])
        as added (camera_id, hour, reason, day, photos)
      on conflict (camera_id, hour, reason) do update set photos = old.photos + excluded.photos
      """;

  private RollUpRows() {}

  /** Binds {@link #ADD} from parameter {@code first} on. */
  static void bind(RollUps rollUps, PreparedStatement statement, Connection connection, int first)
      throws SQLException {
    int bound = days(rollUps).bind(statement, connection, first);
    bound = cells(rollUps).bind(statement, connection, bound);
    bound = crowded(rollUps).bind(statement, connection, bound);
    bound = hours(rollUps).bind(statement, connection, bound);
    cameraHours(rollUps).bind(statement, connection, bound);
  }

  private static Columns<Map.Entry<RollUps.StoreDate, StoreTotals>> days(RollUps rollUps) {
    return new Columns<>(rollUps.days().entrySet())
        .with("int4", row -> row.getKey().storeId())
        .with("int4", row -> (int) row.getKey().date().toEpochDay())
        .with("int4", row -> row.getValue().photos())
        .with("int4", row -> row.getValue().customers())
        .with("int4", row -> row.getValue().belowRequirements())
        .with("text", row -> row.getValue().cells());
  }

  private static Columns<StoreTotals.Cell> cells(RollUps rollUps) {
    var cells = rollUps.days().values().stream().flatMap(day -> day.fourCells().stream()).toList();
    return new Columns<>(cells)
        .with("int4", StoreTotals.Cell::number)
        .with("int4", StoreTotals.Cell::customers);
  }

  /** The places, from 1, of days whose cells are too many to tell each. */
  private static Columns<Integer> crowded(RollUps rollUps) {
    var places = new ArrayList<Integer>();
    int place = 0;
    for (StoreTotals day : rollUps.days().values()) {
      place++;
      if (day.isCrowded()) {
        places.add(place);
      }
    }
    return new Columns<>(places).with("int4", Integer::valueOf);
  }

  private static Columns<Map.Entry<RollUps.StoreHour, StoreTotals>> hours(RollUps rollUps) {
    return new Columns<>(rollUps.hours().entrySet())
        .with("int4", row -> row.getKey().storeId())
        .with("int8", row -> microseconds(row.getKey().hour().toInstant()))
        .with("int4", row -> (int) row.getKey().hour().toLocalDate().toEpochDay())
        .with("int2", row -> (short) row.getKey().hour().getHour())
        .with("int4", row -> row.getValue().photos())
        .with("int4", row -> row.getValue().customers())
        .with("int4", row -> row.getValue().of(Gender.FEMALE))
        .with("int4", row -> row.getValue().of(Gender.MALE))
        .with("int4", row -> row.getValue().of(Gender.UNKNOWN));
  }

  private static Columns<Map.Entry<RollUps.CameraHour, CameraTotals>> cameraHours(RollUps rollUps) {
    return new Columns<>(rollUps.cameraHours().entrySet())
        .with("int4", row -> row.getKey().cameraId())
        .with("int8", row -> microseconds(row.getKey().hour()))
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
        .with("int8", row -> microseconds(row.getValue().lastPhoto()));
  }

  /** Adds refusals; after {@link #ADD}, where a transaction does both. */
  static void addRefusals(RollUps rollUps, Connection connection) throws SQLException {
    new Columns<>(rollUps.refusals().entrySet())
        .with("int4", row -> row.getKey().cameraId())
        .with("int8", row -> microseconds(row.getKey().hour()))
        .with("text", row -> row.getKey().reason().code())
        .with("date", row -> row.getValue().day().toString())
        .with("int4", row -> row.getValue().photos())
        .execute(connection, ADD_REFUSALS);
  }
}
