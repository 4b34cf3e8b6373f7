package io.storelens.standalone.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.contract.directory.SkewPolicy;
import io.storelens.operator.directory.CameraDirectory;
import io.storelens.operator.directory.Credentials;
import io.storelens.operator.directory.SaltKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static Chain chain;
  private static List<CameraEntry> entries;

  @BeforeAll
  static void read() throws IOException {
    chain = new ChainReader().read(Path.of("../examples"));
    entries = directory();
  }

  @Test
  void showTwoRegionsThreeCitiesFourStoresAndEightCameras() {
    assertThat(chain.regions()).hasSize(2);
    assertThat(chain.stores()).hasSize(4);
    assertThat(chain.stores().stream().map(store -> store.getSpec().city()).distinct()).hasSize(3);
    assertThat(chain.cameras()).hasSize(8);
    assertThat(chain.credentials()).isEmpty();
  }

  @Test
  void haveAStoreOpenAtAnyHour() {
    var start = Instant.parse("2026-11-24T00:00:00Z");

    for (int hour = 0; hour < 366 * 24; hour++) {
      var instant = start.plus(Duration.ofHours(hour));
      assertThat(entries())
          .as("open at %s", instant)
          .anyMatch(entry -> entry.storeHours().isOpen(instant));
    }
  }

  @Test
  void haveCamerasOfBothKindsInEachStore() {
    assertThat(entries.stream().collect(Collectors.groupingBy(CameraEntry::store)).values())
        .allSatisfy(
            cameras ->
                assertThat(cameras)
                    .extracting(camera -> camera.captureTime().onSkew())
                    .containsExactlyInAnyOrder(SkewPolicy.USE_ARRIVAL, SkewPolicy.USE_CAMERA));
  }

  private static List<CameraEntry> directory() {
    Map<String, Credentials> credentials =
        chain.cameras().stream()
            .map(camera -> camera.getMetadata().getName())
            .collect(
                Collectors.toMap(
                    Function.identity(), name -> new Credentials(name, "made for a test", true)));
    return new CameraDirectory(new SaltKey(new byte[32]))
        .shards(chain.stores(), chain.cameras(), credentials, Map.of()).stream()
            .map(DirectoryShard::cameras)
            .flatMap(List::stream)
            .toList();
  }
}
