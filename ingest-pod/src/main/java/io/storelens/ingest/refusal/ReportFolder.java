package io.storelens.ingest.refusal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.storelens.contract.handover.RefusalReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reports that no analyzer has counted yet, one file each, named by id. */
final class ReportFolder {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Path folder;

  /** Makes {@code folder} where it is missing, and deletes what was not written to its end. */
  ReportFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    for (Path part : files("*.part")) {
      Files.deleteIfExists(part);
    }
  }

  /** Ids of all reports, in no order. */
  List<UUID> ids() throws IOException {
    var ids = new ArrayList<UUID>();
    for (Path file : files("*.json")) {
      var name = file.getFileName().toString();
      ids.add(UUID.fromString(name.substring(0, name.length() - ".json".length())));
    }
    return ids;
  }

  /** Writes {@code report}, in place of the one with its id. Durable when this returns. */
  void write(RefusalReport report) throws IOException {
    var part = folder.resolve(report.id() + ".part");
    try (var file =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(report));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(false);
    }
    Files.move(part, path(report.id()), StandardCopyOption.ATOMIC_MOVE);
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** The JSON of report {@code id}. */
  byte[] read(UUID id) throws IOException {
    return Files.readAllBytes(path(id));
  }

  void delete(UUID id) throws IOException {
    Files.deleteIfExists(path(id));
  }

  private Path path(UUID id) {
    return folder.resolve(id + ".json");
  }

  private List<Path> files(String glob) throws IOException {
    var files = new ArrayList<Path>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      found.forEach(files::add);
    }
    return files;
  }
}
