package io.storelens.ingest.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names that nobody would think of. */
class VirtualPathFuzzTest {
  @Property
  void leadsNowhereButDown(@ForAll("paths") String first, @ForAll("paths") String second) {
    var path = VirtualPath.ROOT.resolve(first).resolve(second);
    assertThat(path.text()).startsWith("/").doesNotContain("//", "\\").doesNotMatch("\\p{Cntrl}");
    assertThat(List.of(path.text().split("/", -1))).doesNotContain("..", ".");
    assertThat(path.relative()).doesNotStartWith("/");
  }

  @Provide
  Arbitrary<String> paths() {
    var parts =
        Arbitraries.oneOf(
            Arbitraries.of(
                "..", ".", "", "...", "\\", "/", "//", "..\\", "C:", "~", "\0", "%2e%2e"),
            Arbitraries.strings().ofMaxLength(12));
    return parts.list().ofMaxSize(12).map(list -> String.join("/", list));
  }
}
