package io.storelens.e2e.cluster;

import io.storelens.standalone.resource.ChainReader;
import io.storelens.standalone.resource.InvalidResourcesException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The validation of the program that runs without Kubernetes. */
final class Standalone {
  private static final String CANDIDATE = "candidate.yaml";

  /** {@code Kind/name: field: message}; a fault of the whole file has only the message. */
  private static final Pattern FAULT = Pattern.compile("(?:[A-Z]\\w*/.*?: )?(?:(\\S+): )?(.*)");

  /** The key of a map, as a field's path has it. */
  private static final Pattern KEY = Pattern.compile("\\['([^']*)']");

  /** Faults that need other resources, or knowledge that a schema has not. */
  private static final Pattern BEYOND_THE_SCHEMA =
      Pattern.compile(
          ".*(is no IANA time zone|(carried out|not kept) so far|is no regular expression|there is no (Store|Secret)"
              + "|each camera needs its own|logs in with it).*");

  private final ChainReader reader = new ChainReader();
  private final Path folder;

  /** Writes what it judges to {@code folder}, which it has for itself. */
  Standalone(Path folder) {
    this.folder = folder;
  }

  /**
   * Asks whether a resource holds by itself. What only the resources together show, and what
   * standalone does not carry out yet, is left out: no API server knows.
   */
  Verdict judge(String text) {
    var file = folder.resolve(CANDIDATE);
    try {
      Files.writeString(file, text);
      reader.read(folder);
      return Verdict.ACCEPTED;
    } catch (InvalidResourcesException e) {
      return refusal(e.getMessage(), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Verdict refusal(String message, Path file) {
    var fields = new TreeSet<String>();
    List<String> reasons = new ArrayList<>();
    String prefix = file + ": ";
    for (String line : message.lines().filter(line -> line.startsWith(prefix)).toList()) {
      String fault = line.substring(prefix.length());
      if (BEYOND_THE_SCHEMA.matcher(fault).matches()) {
        continue;
      }
      reasons.add(fault);
      var parts = FAULT.matcher(fault);
      if (parts.matches() && parts.group(1) != null) {
        fields.add(field(parts.group(1)));
      }
    }
    return reasons.isEmpty()
        ? Verdict.ACCEPTED
        : Verdict.refused(fields, String.join("; ", reasons));
  }

  /** The field as the API server spells it. */
  private static String field(String path) {
    // To it, metadata left out is metadata without a name.
    return path.equals("metadata") ? "metadata.name" : KEY.matcher(path).replaceAll(".$1");
  }
}
