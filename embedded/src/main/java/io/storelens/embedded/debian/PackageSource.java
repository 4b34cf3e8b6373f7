package io.storelens.embedded.debian;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One archive that apt is configured to use.
 *
 * @param uri its address, such as {@code http://mirror.example/debian}
 * @param suites releases taken from it
 * @param components parts of the archive, such as {@code main}
 * @param signedBy key ring its signatures are checked with; empty for apt's default
 */
record PackageSource(
    String uri, List<String> suites, List<String> components, Optional<String> signedBy) {
  /** Debian's own archive has this path on every mirror. */
  private static final String DEBIAN_ARCHIVE = ".*/debian/?";

  PackageSource {
    suites = List.copyOf(suites);
    components = List.copyOf(components);
  }

  boolean offers(String suite) {
    return suites.contains(suite) && components.contains("main");
  }

  boolean isDebian() {
    return uri.matches(DEBIAN_ARCHIVE) && components.contains("main");
  }

  /** The same archive, for {@code suite} alone, as a one-line entry of sources.list(5). */
  String line(String suite) {
    return signedBy.map(ring -> "deb [signed-by=" + ring + "] ").orElse("deb ")
        + uri
        + " "
        + suite
        + " main";
  }

  @Override
  public String toString() {
    return uri + " " + suites.stream().collect(Collectors.joining(" "));
  }
}
