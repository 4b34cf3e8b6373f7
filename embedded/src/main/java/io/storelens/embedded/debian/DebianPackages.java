package io.storelens.embedded.debian;

import io.storelens.embedded.command.Command;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Debian packages unpacked into a folder of the user's, with nothing installed on the machine.
 * Works as any user. What is once unpacked is used again; processes that want the same wait for
 * each other.
 */
public final class DebianPackages {
  private static final Path APT = Path.of("/etc/apt");

  /** Environment variable with a mirror of Debian, for machines whose apt has none. */
  private static final String MIRROR = "STORELENS_DEBIAN_MIRROR";

  private static final String KEY_RING = "/usr/share/keyrings/debian-archive-keyring.gpg";
  private static final List<String> NOT_NEEDED =
      List.of("usr/share/doc", "usr/share/locale", "usr/share/man", "usr/share/lintian");

  /** A file lock holds between processes, not between the threads of one. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path cache;
  private final Consumer<String> progress;

  /**
   * @param cache folder for what is unpacked; made when needed
   * @param progress told what takes time, one line each
   */
  public DebianPackages(Path cache, Consumer<String> progress) {
    this.cache = cache.toAbsolutePath().normalize();
    this.progress = progress;
  }

  /** Changes unpacked packages before they are first used. */
  @FunctionalInterface
  public interface Finish {
    /** Works on the files below {@code tree}, which is moved afterwards. */
    void in(Path tree) throws IOException;
  }

  /**
   * The unpacked files of {@code packages}, without documentation.
   *
   * @param name names the folder, with a hash of the rest
   * @param suite release of Debian, such as {@code trixie}; it need not be the machine's
   * @param packages all packages needed: dependencies are not followed
   * @param finish done once, after unpacking
   * @return root folder of the unpacked files
   * @throws IOException if a program, a mirror, the network or a package is missing; says the
   *     remedy
   */
  public Path unpacked(String name, String suite, List<String> packages, Finish finish)
      throws IOException, InterruptedException {
    var tree = cache.resolve(name + "-" + suite + "-" + key(suite, packages));
    if (Files.isDirectory(tree)) {
      return tree;
    }
    Files.createDirectories(cache);
    synchronized (ONE_AT_A_TIME) {
      try (var channel =
              FileChannel.open(
                  cache.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (lock.isValid() && !Files.isDirectory(tree)) {
          unpack(name, suite, packages, finish, tree);
        }
      }
    }
    return tree;
  }

  private void unpack(String name, String suite, List<String> packages, Finish finish, Path tree)
      throws IOException, InterruptedException {
    var source = source(suite);
    progress.accept("Fetching " + name + " (once) from " + source.uri() + " " + suite);
    var work = Files.createTempDirectory(cache, name + ".");
    try {
      var archives = new AptDownload(work, source.line(suite)).fetch(packages);
      progress.accept("Unpacking " + archives.size() + " packages into " + tree);
      var unpacked = Files.createDirectory(work.resolve("tree"));
      for (var archive : archives) {
        extract(archive, unpacked);
      }
      for (var folder : NOT_NEEDED) {
        delete(unpacked.resolve(folder));
      }
      finish.in(unpacked);
      Files.move(unpacked, tree, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(work);
    }
  }

  private static void extract(Path archive, Path target) throws IOException, InterruptedException {
    var words = List.of("dpkg-deb", "--extract", archive.toString(), target.toString());
    var result = new Command(words, Map.of()).run();
    if (!result.succeeded()) {
      throw new IOException(
          "could not unpack " + archive.getFileName() + ": " + result.lastLines());
    }
  }

  private static PackageSource source(String suite) throws IOException {
    for (var program : List.of("apt-get", "apt-config", "dpkg-deb", "tar")) {
      if (!Command.exists(program)) {
        throw new IOException(
            program + " is missing: this needs Debian, or a system made from it such as Ubuntu");
      }
    }
    var configured = AptSources.read(APT);
    var source =
        configured
            .forSuite(suite)
            .or(() -> Optional.ofNullable(System.getenv(MIRROR)).map(uri -> mirror(uri, suite)))
            .or(configured::debian)
            .orElseThrow(
                () ->
                    new IOException(
                        "no mirror of Debian is configured in /etc/apt: install"
                            + " debian-archive-keyring and set "
                            + MIRROR
                            + " to the address of a Debian mirror, such as"
                            + " http://mirror.example/debian"));
    var ring = source.signedBy().map(Path::of);
    if (ring.isPresent() && !Files.isReadable(ring.get())) {
      throw new IOException(
          "cannot read the key ring "
              + ring.get()
              + ": install it with 'apt-get install debian-archive-keyring'");
    }
    return source;
  }

  private static PackageSource mirror(String uri, String suite) {
    return new PackageSource(uri, List.of(suite), List.of("main"), Optional.of(KEY_RING));
  }

  private static String key(String suite, List<String> packages) {
    var asked = System.getProperty("os.arch") + " " + suite + " " + String.join(" ", packages);
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = digest.digest(asked.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
