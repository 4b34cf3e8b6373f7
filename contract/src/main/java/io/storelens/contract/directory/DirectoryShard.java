package io.storelens.contract.directory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One file of the camera directory: a JSON document {@code {"cameras": [CameraEntry, …]}}.
 *
 * <p>The directory is sharded so that no shard nears the 1 MiB a Kubernetes Secret may hold: a
 * camera goes to the shard its name hashes to. Readers read every {@code cameras-*.json} of the
 * folder and must not rely on the number of shards. Field names are the record's; enum values are
 * their names; instants, dates, zones and durations are ISO-8601 or IANA text.
 *
 * @param cameras the cameras of this shard, sorted by name
 */
public record DirectoryShard(List<CameraEntry> cameras) {
  /** Shards of a directory; with 600 bytes an entry, 16 shards hold some 25,000 cameras. */
  public static final int COUNT = 16;

  /** What the names of shard files match. */
  public static final String FILE_GLOB = "cameras-*.json";

  public DirectoryShard {
    cameras = List.copyOf(cameras);
  }

  /** The file name of shard {@code number}, 0 to {@link #COUNT} - 1. */
  public static String fileName(int number) {
    return "cameras-%02d.json".formatted(number);
  }

  /** The shard that {@code camera} belongs to, 0 to {@link #COUNT} - 1. */
  public static int of(String camera) {
    var crc = new CRC32();
    crc.update(camera.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % COUNT);
  }
}
