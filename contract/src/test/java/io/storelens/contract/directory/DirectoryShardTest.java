package io.storelens.contract.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirectoryShardTest {
  @Test
  void spreadsCamerasEvenlyOverTheShards() {
    var perShard = new int[DirectoryShard.COUNT];
    IntStream.range(0, 10_000)
        .mapToObj(n -> "store-%04d-checkout-%d".formatted(n / 10, n % 10))
        .forEach(camera -> perShard[DirectoryShard.of(camera)]++);
    assertThat(Arrays.stream(perShard).boxed())
        .allSatisfy(cameras -> assertThat(cameras).isBetween(500, 750));
  }

  @Test
  void namesFilesSoThatTheGlobFindsThem() {
    assertThat(DirectoryShard.fileName(3)).isEqualTo("cameras-03.json");
  }
}
