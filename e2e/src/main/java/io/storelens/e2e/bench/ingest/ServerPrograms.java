package io.storelens.e2e.bench.ingest;

import io.storelens.embedded.debian.CacheFolder;
import io.storelens.embedded.debian.DebianPackages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * vsftpd, Pure-FTPd and ProFTPD from Debian's packages, unpacked and not installed: installed, they
 * would shut each other out. Of one release, so that every machine measures the same versions.
 */
final class ServerPrograms {
  private static final String SUITE = "bookworm";
  // The servers, and those of their libraries that a small system does not have.
  private static final List<String> PACKAGES =
      List.of(
          "vsftpd",
          "libwrap0",
          "pure-ftpd",
          "pure-ftpd-common",
          "proftpd-core",
          "proftpd-mod-crypto",
          "libhashkit2",
          "libhiredis0.14",
          "libmemcached11",
          "libmemcachedutil2",
          "libpcre2-posix3");

  private final Path tree;

  private ServerPrograms(Path tree) {
    this.tree = tree;
  }

  /**
   * Fetches what is not there yet.
   *
   * @throws IOException with a remedy, if it cannot be had
   */
  static ServerPrograms unpacked() throws IOException, InterruptedException {
    var packages = new DebianPackages(CacheFolder.ofUser(), System.err::println);
    return new ServerPrograms(packages.unpacked("ftp-servers", SUITE, PACKAGES, tree -> {}));
  }

  /** A file of the packages, such as {@code usr/sbin/vsftpd}. */
  String file(String path) {
    return tree.resolve(path).toString();
  }

  /** Where the programs find their libraries. */
  Map<String, String> environment() {
    var machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    return Map.of("LD_LIBRARY_PATH", file("usr/lib/" + machine + "-linux-gnu"));
  }
}
