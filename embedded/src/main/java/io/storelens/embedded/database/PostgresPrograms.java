package io.storelens.embedded.database;

import io.storelens.embedded.debian.CacheFolder;
import io.storelens.embedded.debian.DebianPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * PostgreSQL 17 with TimescaleDB, from Debian trixie's packages. They bring their own C library, so
 * they run on other releases: each program is started by the dynamic loader unpacked beside it.
 */
final class PostgresPrograms {
  private static final String SUITE = "trixie";
  private static final Path BIN = Path.of("usr/lib/postgresql/17/bin");

  /** Debian's PostgreSQL reads the machine's time zones, wherever it is unpacked. */
  private static final Path TIME_ZONES = Path.of("/usr/share/zoneinfo");

  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  /** The server, the extension, and every library they load. Without LLVM: jit must stay off. */
  private static final List<String> PACKAGES =
      List.of(
          "postgresql-17",
          "postgresql-17-timescaledb",
          "postgresql-client-17",
          "libaudit1",
          "libc6",
          "libcap-ng0",
          "libcap2",
          "libcom-err2",
          "libgcc-s1",
          "libgcrypt20",
          "libgpg-error0",
          "libgssapi-krb5-2",
          "libicu76",
          "libk5crypto3",
          "libkeyutils1",
          "libkrb5-3",
          "libkrb5support0",
          "libldap2",
          "liblz4-1",
          "liblzma5",
          "libnuma1",
          "libpam0g",
          "libpcre2-8-0",
          "libpq5",
          "libreadline8t64",
          "libsasl2-2",
          "libselinux1",
          "libssl3t64",
          "libstdc++6",
          "libsystemd0",
          "libtinfo6",
          "libuuid1",
          "libxml2",
          "libxxhash0",
          "libzstd1",
          "zlib1g");

  /**
   * Stands in for a program. PostgreSQL finds its files from the place it believes to be at, and
   * starts its other programs by name from there: both must lead here.
   */
  private static final String STARTER =
      """
      #!/bin/sh
      root="${0%%/*}/../../../../.."
      exec "$root/%1$s" --library-path "$root/%2$s" --argv0 "$0" "$0.real" "$@"
      """;

  private final Path bin;

  private PostgresPrograms(Path bin) {
    this.bin = bin;
  }

  /**
   * Fetches the programs unless that was done before.
   *
   * @param progress told what takes time, one line each
   * @throws IOException if they cannot be fetched; says the remedy
   */
  static PostgresPrograms fetch(Consumer<String> progress)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(TIME_ZONES)) {
      throw new IOException(TIME_ZONES + " is missing: apt-get install tzdata");
    }
    var tree =
        new DebianPackages(CacheFolder.ofUser(), progress)
            .unpacked("timescaledb", SUITE, PACKAGES, PostgresPrograms::addStarters);
    return new PostgresPrograms(tree.resolve(BIN));
  }

  /** The folder that the packages are unpacked in. */
  Path root() {
    var root = bin;
    for (int i = 0; i < BIN.getNameCount(); i++) {
      root = root.getParent();
    }
    return root;
  }

  /** Full path of a program, such as {@code initdb}. */
  String path(String program) {
    return bin.resolve(program).toString();
  }

  private static void addStarters(Path tree) throws IOException {
    var loader = tree.relativize(loader(tree));
    var starter = STARTER.formatted(loader, loader.getParent());
    try (var programs = Files.newDirectoryStream(tree.resolve(BIN), PostgresPrograms::isElf)) {
      for (var program : programs) {
        Files.move(program, program.resolveSibling(program.getFileName() + ".real"));
        Files.writeString(program, starter);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /** Its folder and name depend on the machine's architecture. */
  private static Path loader(Path tree) throws IOException {
    try (var folders = Files.newDirectoryStream(tree.resolve("usr/lib"), "*-linux-gnu*")) {
      for (var folder : folders) {
        try (var loaders = Files.newDirectoryStream(folder, "ld-linux*.so.*")) {
          for (var loader : loaders) {
            return loader;
          }
        }
      }
    }
    throw new IOException("package libc6 holds no dynamic loader");
  }

  private static boolean isElf(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var content = Files.newInputStream(file)) {
      return Arrays.equals(content.readNBytes(ELF.length), ELF);
    }
  }
}
