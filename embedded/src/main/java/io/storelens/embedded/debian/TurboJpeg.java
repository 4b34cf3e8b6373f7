package io.storelens.embedded.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The shared library of libjpeg-turbo with the TurboJPEG interface. */
public final class TurboJpeg {
  private static final String LIBRARY = "libturbojpeg.so.0";
  private static final Path OS_RELEASE = Path.of("/etc/os-release");

  private TurboJpeg() {}

  /**
   * Finds the library: installed on the machine, else unpacked from the machine's own release, so
   * that it fits the machine's C library.
   *
   * @param progress told what takes time, one line each
   * @return path of {@code libturbojpeg.so.0}
   * @throws IOException if it is not installed and cannot be fetched; says the remedy
   */
  public static Path library(Consumer<String> progress) throws IOException, InterruptedException {
    var installed = in(Path.of("/"));
    if (installed.isPresent()) {
      return installed.get();
    }
    var system = OperatingSystem.read(OS_RELEASE);
    // Ubuntu calls the same package by another name.
    var name = system.id().equals("ubuntu") ? "libturbojpeg" : "libturbojpeg0";
    if (system.suite().isEmpty()) {
      throw new IOException(
          LIBRARY + " is not installed and this is not Debian: install libjpeg-turbo");
    }
    try {
      var tree =
          new DebianPackages(CacheFolder.ofUser(), progress)
              .unpacked("turbojpeg", system.suite(), List.of(name), unpacked -> {});
      return in(tree)
          .orElseThrow(() -> new IOException("package " + name + " does not hold " + LIBRARY));
    } catch (IOException e) {
      throw new IOException(
          LIBRARY + " is not installed (remedy: apt-get install " + name + "): " + e.getMessage(),
          e);
    }
  }

  private static Optional<Path> in(Path root) {
    var machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    return Stream.of("usr/lib/" + machine + "-linux-gnu", "usr/lib64", "usr/local/lib", "usr/lib")
        .map(folder -> root.resolve(folder).resolve(LIBRARY))
        .filter(Files::isReadable)
        .findFirst();
  }
}
