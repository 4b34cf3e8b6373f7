package io.storelens.embedded.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianPackagesIT {
  private static final List<String> SMALL = List.of("hostname");

  @TempDir Path cache;

  @Test
  void fetchesOnceHoweverManyAsk() throws Exception {
    // Given
    var progress = new CopyOnWriteArrayList<String>();
    var packages = new DebianPackages(cache, progress::add);
    Set<Path> trees = ConcurrentHashMap.newKeySet();
    // When
    var askers =
        IntStream.range(0, 3)
            .mapToObj(asker -> new Thread(() -> trees.add(small(packages))))
            .toList();
    askers.forEach(Thread::start);
    for (var asker : askers) {
      asker.join();
    }
    // Then
    assertThat(trees).hasSize(1);
    assertThat(trees.iterator().next().resolve("finished")).exists();
    assertThat(progress).filteredOn(line -> line.startsWith("Fetching")).hasSize(1);
    try (var left = Files.list(cache)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .allSatisfy(name -> assertThat(name).matches("small(\\.lock|-trixie-[0-9a-f]{12})"));
    }
  }

  @Test
  void namesThePackageThatIsNotThere() throws Exception {
    // Given
    var packages = new DebianPackages(cache, line -> {});
    // When, Then
    assertThatThrownBy(
            () ->
                packages.unpacked(
                    "absent", "trixie", List.of("storelens-no-such-package"), tree -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no package storelens-no-such-package in 'deb ");
    try (var left = Files.list(cache)) {
      assertThat(left).containsExactly(cache.resolve("absent.lock"));
    }
  }

  @Test
  void saysWhatAptSaysWhenTheMirrorCannotBeReached() throws Exception {
    // Given: port 9 of this machine, where nothing listens
    var download = new AptDownload(cache, "deb http://127.0.0.1:9/debian trixie main");
    // When, Then
    assertThatThrownBy(() -> download.fetch(SMALL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("http://127.0.0.1:9/debian")
        .hasMessageContaining("check the network")
        .hasMessageContaining("E: ");
  }

  @Test
  void givesALibraryThatLoads() throws Exception {
    // When
    var library = TurboJpeg.library(line -> {});
    // Then
    assertThat(library).isAbsolute().hasFileName("libturbojpeg.so.0");
    System.load(library.toString());
  }

  private static Path small(DebianPackages packages) {
    try {
      return packages.unpacked(
          "small", "trixie", SMALL, tree -> Files.createFile(tree.resolve("finished")));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
