package io.storelens.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names made to be slow: a camera's name must not cost more than its photo. */
class FileNameTimeFuzzTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final int LONGEST_LINE = 4096;
  // Of a machine with much else to do; a pattern that backtracks takes minutes.
  private static final Duration BOUND = Duration.ofSeconds(2);

  private final FileNameTime times = new FileNameTime();
  private final EventPictures events = new EventPictures();

  @Property(tries = 500)
  void readsAnyNameInBoundedTime(@ForAll("names") String name) {
    long begin = System.nanoTime();
    var time = times.of(name, Optional.empty(), PARIS, NOON);
    var needed = events.notNeeded("till-1", name, NOON);
    assertThat(time).isNotNull();
    assertThat(needed).isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
  }

  /** Pieces of the names of brands, repeated up to the longest line, with a wrong end. */
  @Provide
  Arbitrary<String> names() {
    var piece =
        Arbitraries.oneOf(
            Arbitraries.of(
                "_",
                "/",
                "0",
                "1_",
                "A",
                "A_",
                "a/",
                ".",
                "2026-11-24",
                "2026-11-24/",
                "20261124",
                "20261124120000",
                "20261124120000_",
                "_1_pre",
                "[M]",
                "[0@0]",
                "001/jpg/",
                "09/50/04",
                "FACE_SNAP",
                "_FACE_BACKGROUND",
                "[1]",
                "VFD_2026-11-24-12-00-00-001",
                "192.168.0.64_01_",
                "103130_021_",
                "MDAlarm_",
                ".jpg",
                "2026_11_24_12_00_00_"),
            Arbitraries.strings().ascii().ofMaxLength(5));
    var run =
        piece.flatMap(
            text -> Arbitraries.integers().between(1, 2000).map(n -> cut(text.repeat(n))));
    return run.list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(runs -> cut(String.join("", runs)) + "!")
        .filter(name -> name.length() > 1);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_LINE));
  }
}
