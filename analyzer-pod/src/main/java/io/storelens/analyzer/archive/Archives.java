package io.storelens.analyzer.archive;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.provider.NotNowException;
import io.storelens.contract.config.ArchiveConfig;
import io.storelens.contract.handover.Photo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps photos of regions that want it, and deletes them when their time is over. A photo is kept
 * before its rows are committed: sent again, it is kept again, in the same place.
 */
public final class Archives {
  private static final Logger LOGGER = LoggerFactory.getLogger(Archives.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final ArchiveConfig config;
  private final Clock clock;
  private final Map<String, PhotoArchive> archives = new TreeMap<>();
  private final Counter kept;
  private final Counter deleted;

  /** Connects to nothing yet. */
  public Archives(ArchiveConfig config, Clock clock, MeterRegistry meters) {
    this.config = config;
    this.clock = clock;
    this.kept = counter(meters, "kept");
    this.deleted = counter(meters, "deleted");
    config.places().forEach((region, place) -> archives.put(region, archive(place)));
  }

  /** Whether any region keeps photos. */
  public boolean isUsed() {
    return !archives.isEmpty();
  }

  /**
   * Keeps a photo where its region wants it.
   *
   * @throws NotNowException if it can't be kept now
   */
  public void keep(Photo photo, EncodedPhoto content) {
    var archive = archives.get(photo.region());
    if (archive == null) {
      return;
    }
    try {
      archive.keep(photo, content);
      kept.increment();
    } catch (IOException e) {
      LOGGER
          .atWarn()
          .addKeyValue("region", photo.region())
          .addKeyValue("said", e.getMessage())
          .log("a photo can't be kept, it is asked for again");
      throw new NotNowException(
          "the archive of " + photo.region() + " does not answer", SOON, false);
    }
  }

  /** Deletes what is older than each region keeps. A photo lives at most a day longer. */
  public void expire() {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    archives.forEach(
        (region, archive) -> {
          try {
            int count = archive.deleteBefore(today.minus(config.places().get(region).retention()));
            deleted.increment(count);
          } catch (IOException e) {
            LOGGER
                .atError()
                .addKeyValue("region", region)
                .addKeyValue("said", e.getMessage())
                .log("photos whose time is over can't be deleted");
          }
        });
  }

  private PhotoArchive archive(ArchiveConfig.Place place) {
    if (!place.isAzure()) {
      return new FolderArchive(Path.of(place.url()));
    }
    var container = service().getBlobContainerClient(place.url().getAuthority());
    String path = place.url().getPath().replaceAll("^/+|/+$", "");
    return new BlobArchive(container, path.isEmpty() ? "" : path + "/");
  }

  private BlobServiceClient service() {
    var builder = new BlobServiceClientBuilder().httpClient(new JdkHttpClientBuilder().build());
    config
        .connection()
        .ifPresentOrElse(
            builder::connectionString,
            () ->
                builder
                    .endpoint(config.endpoint().orElseThrow().toString())
                    .credential(new DefaultAzureCredentialBuilder().build()));
    return builder.buildClient();
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("storelens.analyzer.archive.photos")
        .description("Photos of the archive")
        .tag("outcome", outcome)
        .register(meters);
  }
}
