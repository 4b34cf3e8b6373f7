package io.storelens.ingest.camera;

import io.storelens.contract.directory.DirectoryShard;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the shard files of a folder look like from outside. Two equal stamps mean that nothing was
 * changed. Links are followed: Kubernetes swaps the folder behind a link to change all at once.
 *
 * @param files size, time and place of each file by its name
 */
record FolderStamp(Map<String, File> files) {
  /** Looks at {@code folder}. */
  static FolderStamp of(Path folder) throws IOException {
    var files = new TreeMap<String, File>();
    try (DirectoryStream<Path> shards =
        Files.newDirectoryStream(folder, DirectoryShard.FILE_GLOB)) {
      for (Path shard : shards) {
        var attributes = Files.readAttributes(shard, BasicFileAttributes.class);
        files.put(
            shard.getFileName().toString(),
            new File(shard.toRealPath(), attributes.size(), attributes.lastModifiedTime()));
      }
    }
    return new FolderStamp(files);
  }

  record File(Path place, long bytes, FileTime changed) {}
}
