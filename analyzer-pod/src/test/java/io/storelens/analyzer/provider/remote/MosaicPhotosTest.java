package io.storelens.analyzer.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.analyzer.TestPhotos;
import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.JpegFiles;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.local.DetectingApi;
import io.storelens.contract.config.MosaicConfig;
import io.storelens.contract.config.RegionPolicy;
import io.storelens.contract.face.Trait;
import java.awt.image.BufferedImage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accuracy and cost with mosaics, beside the same photos sent alone. */
class MosaicPhotosTest {
  private static final PictureLimits LIMITS =
      new PictureLimits(1024, 6 << 20, 48, 4096, 100, 36.0 / 1920);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final DetectingApi api = new DetectingApi(LIMITS);
  private final ExecutorService threads = Executors.newFixedThreadPool(16);

  @AfterEach
  void close() {
    threads.shutdownNow();
    api.close();
  }

  @Test
  void tellsTheSameAsPhotosSentAloneForAQuarterOfTheCalls() throws Exception {
    // Given: one customer a photo, at different places
    var photos = new ArrayList<byte[]>();
    for (int i = 0; i < 8; i++) {
      photos.add(scene(200 * i, 30 * i));
    }
    var alone = find(provider(Optional.empty()), photos);
    int callsAlone = api.pictures().size();
    // When
    var together = find(provider(Optional.of(new MosaicConfig(4, Duration.ofSeconds(20)))), photos);
    // Then
    assertThat(callsAlone).isEqualTo(8);
    assertThat(api.pictures().size() - callsAlone).isEqualTo(2);
    for (int i = 0; i < photos.size(); i++) {
      assertThat(together.get(i)).hasSize(1);
      var one = alone.get(i).get(0);
      var other = together.get(i).get(0);
      assertThat(other.box().x()).isCloseTo(one.box().x(), within(40.0));
      assertThat(other.box().y()).isCloseTo(one.box().y(), within(40.0));
      assertThat(other.traits().orElseThrow().gender())
          .isEqualTo(one.traits().orElseThrow().gender());
      assertThat(other.traits().orElseThrow().mood()).isEqualTo(one.traits().orElseThrow().mood());
      assertThat(other.traits().orElseThrow().age())
          .isCloseTo(one.traits().orElseThrow().age(), within(6.0));
    }
  }

  @Test
  void sendsAloneWhatHasNotExactlyOneFace() throws Exception {
    // Given
    var empty = JpegFiles.jpeg(JpegFiles.even(1920, 1080, 0x808080));
    var photos = List.of(scene(100, 0), empty, scene(900, 10), scene(500, 20));
    // When
    var found = find(provider(Optional.of(new MosaicConfig(4, Duration.ofSeconds(20)))), photos);
    // Then: the mosaic and the empty photo
    assertThat(found).extracting(List::size).containsExactly(1, 0, 1, 1);
    assertThat(api.pictures()).hasSize(2);
  }

  @Test
  void waitsNoLongerThanItMay() throws Exception {
    var begun = System.nanoTime();
    var found =
        find(
            provider(Optional.of(new MosaicConfig(16, Duration.ofMillis(300)))),
            List.of(scene(100, 0)));
    assertThat(found.get(0)).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    assertThat(api.pictures()).hasSize(1);
  }

  private List<List<Face>> find(RemoteProvider provider, List<byte[]> photos) {
    return photos.stream()
        .map(
            photo ->
                CompletableFuture.supplyAsync(
                    () -> {
                      try (var finder = provider.finder()) {
                        return finder
                            .find(
                                EncodedPhoto.of(photo),
                                Inspection.ofCustomers(RegionPolicy.DEFAULT))
                            .faces();
                      } catch (Exception e) {
                        throw new IllegalStateException(e);
                      }
                    },
                    threads))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private RemoteProvider provider(Optional<MosaicConfig> mosaic) {
    return new RemoteProvider(
        "detecting",
        List.of(api),
        EnumSet.allOf(Trait.class),
        100,
        new CallMetrics(meters, "detecting"),
        Spending.UNLIMITED,
        new RemoteProvider.Surroundings(
            Optional.empty(),
            Optional.empty(),
            PhotoLimits.jpeg(50_000_000),
            mosaic,
            Clock.systemUTC()));
  }

  /** A counter with a man before it. */
  private static byte[] scene(int x, int y) {
    var man = JpegFiles.image(TestPhotos.oneMan()).getSubimage(240, 20, 500, 560);
    var scene = new BufferedImage(1920, 1080, BufferedImage.TYPE_3BYTE_BGR);
    var graphics = scene.createGraphics();
    graphics.setColor(new java.awt.Color(0x9a, 0x92, 0x88));
    graphics.fillRect(0, 0, 1920, 1080);
    graphics.drawImage(man, Math.min(x, 1920 - 500), y, null);
    graphics.dispose();
    return JpegFiles.jpeg(scene);
  }
}
