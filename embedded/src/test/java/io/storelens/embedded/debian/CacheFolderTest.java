package io.storelens.embedded.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
  @Test
  void liesWhereTheUserWantsCaches() {
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/big/cache"), "/home/ada"))
        .hasToString("/big/cache/storelens");
  }

  @Test
  void liesInTheHomeFolderOtherwise() {
    assertThat(CacheFolder.of(Map.of(), "/home/ada")).hasToString("/home/ada/.cache/storelens");
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "cache"), "/home/ada"))
        .hasToString("/home/ada/.cache/storelens");
  }
}
