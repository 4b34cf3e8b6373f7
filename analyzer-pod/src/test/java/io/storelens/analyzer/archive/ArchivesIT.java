package io.storelens.analyzer.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.provider.NotNowException;
import io.storelens.contract.config.ArchiveConfig;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesIT {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final byte[] CONTENT = {1, 2, 3, 4, 5};

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @TempDir private Path folder;

  @Test
  void keepsPhotosInAFolderUntilTheirTimeIsOver() throws Exception {
    // Given
    var archives = archives(folder.resolve("kept").toUri(), Optional.empty());
    for (String day : List.of("2026-11-22", "2026-11-23", "2026-11-24")) {
      archives.keep(photo("eu-west", day), new EncodedPhoto(CONTENT, 3));
      archives.keep(photo("eu-west", day), new EncodedPhoto(CONTENT, 3));
      archives.keep(photo("us-east", day), new EncodedPhoto(CONTENT, 3));
    }
    assertThat(files()).hasSize(3);
    assertThat(files().get(0)).hasBinaryContent(new byte[] {1, 2, 3});
    // When: photos are kept for a day
    archives.expire();
    // Then
    assertThat(files()).hasSize(2);
    assertThat(files()).noneMatch(file -> file.toString().contains("2026-11-22"));
    assertThat(folder.resolve("kept/2026-11-22")).doesNotExist();
  }

  @Test
  void keepsPhotosInAzureBlobUntilTheirTimeIsOver() throws Exception {
    try (var azurite = Azurite.start(folder)) {
      // Given
      var container = container(azurite);
      container.create();
      var archives =
          archives(URI.create("azblob://photos/eu/west"), Optional.of(azurite.connection()));
      for (String day : List.of("2026-11-22", "2026-11-23", "2026-11-24")) {
        archives.keep(photo("eu-west", day), new EncodedPhoto(CONTENT, 3));
        archives.keep(photo("eu-west", day), new EncodedPhoto(CONTENT, 3));
        archives.keep(photo("us-east", day), new EncodedPhoto(CONTENT, 3));
      }
      assertThat(names(container)).hasSize(3);
      assertThat(container.getBlobClient(names(container).get(0)).downloadContent().toBytes())
          .containsExactly(1, 2, 3);
      // When
      archives.expire();
      // Then
      assertThat(names(container))
          .hasSize(2)
          .allMatch(name -> name.matches("eu/west/2026-11-2[34]/till-1/[0-9a-f]{32}\\.jpg"));
      assertThat(
              meters
                  .get("storelens.analyzer.archive.photos")
                  .tag("outcome", "deleted")
                  .counter()
                  .count())
          .isOne();
    }
  }

  @Test
  void asksForAPhotoAgainThatCannotBeKept() throws Exception {
    Files.writeString(folder.resolve("file"), "no folder");
    var archives = archives(folder.resolve("file/below").toUri(), Optional.empty());
    assertThatExceptionOfType(NotNowException.class)
        .isThrownBy(() -> archives.keep(photo("eu-west", "2026-11-24"), EncodedPhoto.of(CONTENT)))
        .matches(failure -> !failure.isForNextProvider());
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static List<String> names(BlobContainerClient container) {
    return container.listBlobs().stream().map(BlobItem::getName).toList();
  }

  private static BlobContainerClient container(Azurite azurite) {
    return new BlobServiceClientBuilder()
        .connectionString(azurite.connection())
        .httpClient(new JdkHttpClientBuilder().build())
        .buildClient()
        .getBlobContainerClient("photos");
  }

  private Archives archives(URI place, Optional<String> connection) {
    return new Archives(
        new ArchiveConfig(
            Map.of("eu-west", new ArchiveConfig.Place(place, Period.ofDays(1))),
            connection,
            Optional.empty()),
        Clock.fixed(NOW, ZoneOffset.UTC),
        meters);
  }

  private static Photo photo(String region, String day) {
    var captured = Instant.parse(day + "T10:00:00Z");
    var id = UUID.nameUUIDFromBytes((region + day).getBytes(StandardCharsets.UTF_8));
    return new Photo(
        new PhotoId(id.toString().replace("-", "")),
        "till-1",
        "paris-001",
        region,
        captured,
        captured,
        CaptureSource.ARRIVAL,
        Optional.empty());
  }
}
