package io.storelens.embedded.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The archives named in apt's configuration, in both forms that sources.list(5) describes. */
final class AptSources {
  private static final Pattern ONE_LINE =
      Pattern.compile(
          "deb\\s+(?:\\[(?<options>[^]]*)]\\s+)?(?<uri>\\S+)\\s+(?<suite>\\S+)(?<parts>.*)");
  private static final Pattern SIGNED_BY = Pattern.compile("signed-by=(\\S+)");

  private final List<PackageSource> sources;

  private AptSources(List<PackageSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * Reads {@code sources.list} and {@code sources.list.d/}.
   *
   * @param folder apt's folder, {@code /etc/apt}
   */
  static AptSources read(Path folder) throws IOException {
    var sources = new ArrayList<PackageSource>();
    for (var file : files(folder)) {
      var text = Files.readString(file);
      sources.addAll(file.toString().endsWith(".sources") ? stanzas(text) : lines(text));
    }
    return new AptSources(sources);
  }

  /** The archive that is configured for {@code suite}. */
  Optional<PackageSource> forSuite(String suite) {
    return sources.stream().filter(source -> source.offers(suite)).findFirst();
  }

  /** A mirror of Debian's archive, for whichever suite: it holds them all. */
  Optional<PackageSource> debian() {
    return sources.stream().filter(PackageSource::isDebian).findFirst();
  }

  private static List<Path> files(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    var parts = folder.resolve("sources.list.d");
    if (Files.isDirectory(parts)) {
      try (var entries = Files.newDirectoryStream(parts, "*.{sources,list}")) {
        entries.forEach(files::add);
      }
    }
    files.add(folder.resolve("sources.list"));
    return files.stream().filter(Files::isRegularFile).sorted().toList();
  }

  private static List<PackageSource> lines(String text) {
    return text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .map(ONE_LINE::matcher)
        .filter(line -> line.matches())
        .map(
            line ->
                new PackageSource(
                    line.group("uri"),
                    List.of(line.group("suite")),
                    words(line.group("parts")),
                    signedBy(line.group("options"))))
        .toList();
  }

  private static Optional<String> signedBy(String options) {
    return Optional.ofNullable(options)
        .map(SIGNED_BY::matcher)
        .filter(option -> option.find())
        .map(option -> option.group(1));
  }

  private static List<PackageSource> stanzas(String text) {
    return Arrays.stream(text.replaceAll("(?m)^#.*\\R?", "").split("\\R\\s*\\R"))
        .map(AptSources::fields)
        .filter(fields -> words(fields.get("types")).contains("deb"))
        .filter(fields -> !fields.getOrDefault("enabled", "yes").equals("no"))
        .flatMap(
            fields ->
                words(fields.get("uris")).stream()
                    .map(
                        uri ->
                            new PackageSource(
                                uri,
                                words(fields.get("suites")),
                                words(fields.get("components")),
                                keyRing(fields.get("signed-by")))))
        .toList();
  }

  /**
   * Fields of one deb822(5) stanza, names in lower case; a line that starts with a blank goes on.
   */
  private static Map<String, String> fields(String stanza) {
    var fields = new HashMap<String, String>();
    for (var line : stanza.replaceAll("\\R[ \\t]+", " ").lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  /** A stanza may also hold the key itself: then apt's default key ring is used. */
  private static Optional<String> keyRing(String signedBy) {
    return Optional.ofNullable(signedBy).filter(ring -> ring.startsWith("/"));
  }

  private static List<String> words(String text) {
    return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
