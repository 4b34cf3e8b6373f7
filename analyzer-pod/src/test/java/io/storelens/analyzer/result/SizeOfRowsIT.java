package io.storelens.analyzer.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.analyzer.AnalyzerDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much disk a photo takes in the database: the figures of {@code storelens plan}. */
class SizeOfRowsIT {
  private static final int PHOTOS = 200_000;
  private static final int DAYS = 20_000;

  @Test
  void aPhotoAndAStoresDayTakeWhatIsPlannedFor(@TempDir Path folder) throws Exception {
    try (var database = AnalyzerDatabase.start(folder.resolve("database"))) {
      database.store("size", "Europe/Paris");
      // Given: photos with a customer each, over two days, in the order they come
      database.execute(
          """
          insert into photo (photo_id, camera_id, captured_at)
          select decode(md5(i::text), 'hex'), camera_id, timestamptz '2026-11-23' + i * interval '0.5 s'
          from generate_series(1, ?) i, camera
          """,
          PHOTOS);
      database.execute(
          """
          insert into face_observation
          select p.captured_at, c.store_id, c.camera_id, p.photo_id, 0, 1, 0.9, 33.3, 2, 1, 0.8,
            220, 110, 240, 'local', 'yunet-cydral-faceapi-fer-1'
          from photo p join camera c using (camera_id)
          """);
      database.execute(
          """
          insert into store_day
          select store_id, date '2000-01-01' + i, 5000, 5000, 100,
            (select array_agg((random() * 200)::int) from generate_series(1, 168))
          from generate_series(1, ?) i, store
          """,
          DAYS);
      database.execute(
          """
          insert into store_hour
          select store_id, timestamptz '2000-01-01' + d * interval '1 day' + h * interval '1 hour',
            date '2000-01-01' + d, h, 400, 400, 200, 190, 10
          from generate_series(1, ?) d, generate_series(8, 19) h, store
          """,
          DAYS);
      // When
      double photo =
          (size(database, "pg_total_relation_size('photo')")
                  + size(database, "hypertable_size('face_observation')"))
              / (double) PHOTOS;
      double day =
          (size(database, "pg_total_relation_size('store_day')")
                  + size(database, "pg_total_relation_size('store_past_day')")
                  + size(database, "pg_total_relation_size('store_hour')")
                  + size(database, "pg_total_relation_size('store_past_hour')"))
              / (double) DAYS;
      // Then: as Figures.MEASURED in standalone says
      assertThat(photo).as("bytes a photo with one customer").isBetween(280.0, 360.0);
      assertThat(day).as("bytes a store and day").isBetween(4000.0, 5000.0);
    }
  }

  private static long size(AnalyzerDatabase database, String function) throws Exception {
    return Long.parseLong(database.value("select " + function));
  }
}
