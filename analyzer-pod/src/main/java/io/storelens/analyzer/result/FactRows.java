package io.storelens.analyzer.result;

import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.Traits;
import io.storelens.contract.handover.PhotoId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Inserts what was seen: one row a photo, one row a customer. */
final class FactRows {
  /** Photos whose ids are there stay out: its update count tells how many came in. */
  static final String INSERT_PHOTOS =
      """
      insert into photo (photo_id, camera_id, captured_at, refused)
      select photo_id, camera_id, instant_of(captured_at), refused
      from unnest(?::bytea[], ?::int[], ?::bigint[], ?::text[])
        as p (photo_id, camera_id, captured_at, refused)
      on conflict do nothing
      """;

  static final String INSERT_FACES =
      """
      insert into face_observation (captured_at, store_id, camera_id, photo_id, face, gender,
        gender_confidence, age, age_band, mood, mood_confidence, face_size, eye_distance, sharpness,
        provider, model)
      select instant_of(captured_at), store_id, camera_id, photo_id, face, gender,
        gender_confidence, age, age_band, mood, mood_confidence, face_size, eye_distance, sharpness,
        provider, model
      from unnest(?::bigint[], ?::int[], ?::int[], ?::bytea[], ?::smallint[],
        ?::smallint[], ?::real[], ?::real[], ?::smallint[], ?::smallint[], ?::real[], ?::real[],
        ?::real[], ?::real[], ?::text[], ?::text[])
        as f (captured_at, store_id, camera_id, photo_id, face, gender, gender_confidence, age,
          age_band, mood, mood_confidence, face_size, eye_distance, sharpness, provider, model)
      """;

  private static final String KNOWN =
      "select p.photo_id from photo p join unnest(?::bytea[]) as k (photo_id) using (photo_id)";

  private FactRows() {}

  /** A photo with its place. */
  record Placed(Outcome outcome, Place place) {
    PhotoId id() {
      return outcome.photo().id();
    }
  }

  /** A customer of a photo; {@code index} counts the photo's customers from 0. */
  private record Customer(Placed photo, Outcome.Analyzed outcome, int index, Face face) {
    Traits traits() {
      return face.traits().orElseThrow();
    }
  }

  /**
   * Binds {@link #INSERT_PHOTOS} and {@link #INSERT_FACES}, one after the other.
   *
   * @param photos sorted by id, each id once
   * @return the parameter after theirs
   */
  static int bind(Collection<Placed> photos, PreparedStatement statement, Connection connection)
      throws SQLException {
    int bound =
        new Columns<>(photos)
            .with("bytea", photo -> photo.id().bytes())
            .with("int4", photo -> photo.place().cameraId())
            .with("int8", photo -> microseconds(photo.outcome().photo().capturedAt()))
            .with("text", FactRows::refusal)
            .bind(statement, connection, 1);
    return customerColumns(photos).bind(statement, connection, bound);
  }

  /** The ids of those of {@code photos} that are there. */
  static Set<PhotoId> known(Collection<Placed> photos, Connection connection) throws SQLException {
    var ids = new Columns<>(photos).with("bytea", photo -> photo.id().bytes());
    var known = new HashSet<PhotoId>();
    try (var statement = connection.prepareStatement(KNOWN)) {
      ids.bind(statement, connection, 1);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          known.add(PhotoId.of(rows.getBytes(1)));
        }
      }
    }
    return known;
  }

  private static Columns<Customer> customerColumns(Collection<Placed> photos) {
    return new Columns<>(customers(photos))
        .with("int8", row -> microseconds(row.outcome.photo().capturedAt()))
        .with("int4", row -> row.photo.place().storeId())
        .with("int4", row -> row.photo.place().cameraId())
        .with("bytea", row -> row.photo.id().bytes())
        .with("int2", row -> (short) row.index)
        .with("int2", row -> ordinal(row.traits().gender()))
        .with("float4", row -> confidence(row.traits().genderConfidence()))
        .with("float4", row -> (float) row.traits().age())
        .with("int2", row -> ordinal(row.traits().ageBand()))
        .with("int2", row -> ordinal(row.traits().mood()))
        .with("float4", row -> confidence(row.traits().moodConfidence()))
        .with("float4", row -> (float) row.face.box().shorterSide())
        .with("float4", row -> (float) row.face.eyeDistance())
        .with("float4", row -> (float) row.face.sharpness())
        .with("text", row -> row.outcome.provider())
        .with("text", row -> row.outcome.model());
  }

  /**
   * Microseconds since 1970 in UTC, as {@code instant_of} in the migrations takes them; for what is
   * too far away, the largest number, which it refuses.
   */
  static long microseconds(Instant instant) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  private static List<Customer> customers(Collection<Placed> photos) {
    var customers = new ArrayList<Customer>();
    for (Placed photo : photos) {
      if (photo.outcome() instanceof Outcome.Analyzed analyzed) {
        int index = 0;
        for (Face face : analyzed.faces()) {
          if (face.shortfall().isEmpty()) {
            customers.add(new Customer(photo, analyzed, index++, face));
          }
        }
      }
    }
    return customers;
  }

  private static Object refusal(Placed photo) {
    return photo.outcome() instanceof Outcome.Refused refused ? refused.reason().code() : null;
  }

  private static Object confidence(OptionalDouble confidence) {
    return confidence.isPresent() ? (float) confidence.getAsDouble() : null;
  }

  @SuppressWarnings("EnumOrdinal") // the enums say that their order is the database's
  private static Short ordinal(Enum<?> constant) {
    return (short) constant.ordinal();
  }
}
