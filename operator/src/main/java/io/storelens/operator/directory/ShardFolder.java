package io.storelens.operator.directory;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder with a camera directory. One writer, any number of readers. */
public final class ShardFolder {
  private static final Logger LOGGER = LoggerFactory.getLogger(ShardFolder.class);

  private final Path folder;

  /** Keeps the directory in {@code folder}, which is made when something is written. */
  public ShardFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * All entries by name of camera; empty where there is no directory. A file that is no shard is
   * passed over: it will be written anew.
   */
  public Map<String, CameraEntry> read() throws IOException {
    var entries = new TreeMap<String, CameraEntry>();
    for (int number = 0; number < DirectoryShard.COUNT; number++) {
      Path file = file(number);
      if (Files.exists(file)) {
        read(file).cameras().forEach(entry -> entries.put(entry.camera(), entry));
      }
    }
    return entries;
  }

  private static DirectoryShard read(Path file) throws IOException {
    try {
      return ShardJson.read(Files.readString(file));
    } catch (IllegalArgumentException e) {
      LOGGER
          .atWarn()
          .addKeyValue("file", file)
          .log("file of the camera directory is unreadable, writing it anew");
      return new DirectoryShard(List.of());
    }
  }

  /**
   * Makes the folder hold {@code shards}. A reader sees each file as it was or as it will be; a
   * file that would not change is not touched. Only the owner may read the files.
   *
   * @param shards all shards, by number
   * @return how many files changed
   */
  public int write(List<DirectoryShard> shards) throws IOException {
    Files.createDirectories(folder);
    int changed = 0;
    for (int number = 0; number < shards.size(); number++) {
      Path file = file(number);
      String text = ShardJson.write(shards.get(number));
      if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        replace(file, text);
        changed++;
      }
    }
    return changed;
  }

  private void replace(Path file, String text) throws IOException {
    var temporary = Files.createTempFile(folder, ".shard", ".tmp");
    try {
      Files.writeString(temporary, text);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private Path file(int number) {
    return folder.resolve(DirectoryShard.fileName(number));
  }
}
