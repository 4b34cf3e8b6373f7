package io.storelens.analyzer.provider.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether this machine multiplies and adds bytes in one exact instruction (x86: VNNI, ARM: dot
 * product). Where it does not, models of 8-bit numbers are no faster, and sums may overflow.
 */
final class ByteArithmetic {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Set<String> EXACT = Set.of("avx512_vnni", "avx_vnni", "asimddp");

  private ByteArithmetic() {}

  /** Whether it is known to. */
  static boolean isExact() {
    try {
      return isExact(Files.readString(PROCESSORS, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return false; // not Linux: the float models work everywhere
    }
  }

  /**
   * Whether every processor does.
   *
   * @param processors the text of {@code /proc/cpuinfo}
   */
  static boolean isExact(String processors) {
    var abilities = processors.lines().filter(line -> line.matches("(flags|Features)\\s*:.*"));
    var each = abilities.map(line -> line.substring(line.indexOf(':') + 1).strip()).toList();
    return !each.isEmpty() && each.stream().allMatch(ByteArithmetic::hasOne);
  }

  private static boolean hasOne(String abilities) {
    return Stream.of(abilities)
        .flatMap(all -> Arrays.stream(all.split(" ", -1)))
        .anyMatch(EXACT::contains);
  }
}
