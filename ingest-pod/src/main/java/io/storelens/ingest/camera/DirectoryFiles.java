package io.storelens.ingest.camera;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the shard files of a camera directory. */
final class DirectoryFiles {
  // A field that a newer operator adds must not stop an older ingest.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectReader SHARD = JSON.readerFor(DirectoryShard.class);

  private DirectoryFiles() {}

  /**
   * All accounts of {@code folder} by user name.
   *
   * @throws IOException naming the file and what is wrong with it
   */
  static Map<String, Account> read(Path folder) throws IOException {
    var cameras = new HashMap<String, List<CameraEntry>>();
    int files = 0;
    try (DirectoryStream<Path> shards =
        Files.newDirectoryStream(folder, DirectoryShard.FILE_GLOB)) {
      for (Path shard : shards) {
        files++;
        for (CameraEntry camera : shard(shard).cameras()) {
          add(cameras, camera, shard);
        }
      }
    }
    if (files == 0) {
      throw new IOException("no " + DirectoryShard.FILE_GLOB + " in " + folder);
    }
    return cameras.values().stream()
        .map(Account::of)
        .collect(Collectors.toUnmodifiableMap(Account::username, Function.identity()));
  }

  private static DirectoryShard shard(Path file) throws IOException {
    try {
      return SHARD.readValue(Files.readAllBytes(file));
    } catch (JsonMappingException e) {
      throw new IOException(
          file.getFileName() + ": " + field(e) + ": " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      // Jackson's own message may quote the file, which holds password hashes.
      throw new IOException(
          "%s is not valid JSON at line %d, column %d"
              .formatted(
                  file.getFileName(), e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
          e);
    }
  }

  /** Where in a file, such as {@code cameras[3].timeZone}. */
  private static String field(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            part ->
                part.getFieldName() == null
                    ? "[" + part.getIndex() + "]"
                    : "." + part.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static void add(Map<String, List<CameraEntry>> cameras, CameraEntry camera, Path shard)
      throws IOException {
    required(camera.camera(), "camera", camera, shard);
    required(camera.store(), "store", camera, shard);
    required(camera.region(), "region", camera, shard);
    required(camera.timeZone(), "timeZone", camera, shard);
    required(camera.username(), "username", camera, shard);
    required(camera.passwordHash(), "passwordHash", camera, shard);
    required(camera.captureTime(), "captureTime", camera, shard);
    var account = cameras.computeIfAbsent(camera.username(), name -> new ArrayList<>());
    for (CameraEntry other : account) {
      if (other.identifiedBy().equals(camera.identifiedBy())
          || other.identifiedBy().loginSuffices()
          || camera.identifiedBy().loginSuffices()) {
        throw conflict(other, camera, shard, "and nothing else tells their photos apart");
      }
      if (!other.passwordHash().equals(camera.passwordHash())) {
        throw conflict(other, camera, shard, "but not the same password");
      }
    }
    account.add(camera);
  }

  private static IOException conflict(
      CameraEntry other, CameraEntry camera, Path shard, String conflict) {
    return new IOException(
        "%s: cameras %s and %s have the same user name %s"
            .formatted(shard.getFileName(), other.camera(), camera.camera(), conflict));
  }

  private static void required(Object value, String field, CameraEntry camera, Path shard)
      throws IOException {
    if (value == null || value.equals("")) {
      throw new IOException(
          "%s: %s of camera %s is missing".formatted(shard.getFileName(), field, camera.camera()));
    }
  }
}
