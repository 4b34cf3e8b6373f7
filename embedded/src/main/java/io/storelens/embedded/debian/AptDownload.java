package io.storelens.embedded.debian;

import io.storelens.embedded.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Downloads packages with lists, cache and state of its own, so that the machine's apt is neither
 * locked nor changed. Proxies and passwords of the machine's apt hold. Signatures are checked.
 */
final class AptDownload {
  /** What of the machine's settings says how to reach a mirror. */
  private static final Pattern ACCESS = Pattern.compile("Acquire::(http|https|ForceIPv)[:\\d].*");

  private static final Pattern NOT_FOUND = Pattern.compile("Unable to locate package (\\S+)");

  private final Path folder;
  private final String source;

  /**
   * @param folder an empty folder; needed only while downloading
   * @param source where from, as a line of sources.list(5)
   */
  AptDownload(Path folder, String source) {
    this.folder = folder;
    this.source = source;
  }

  /**
   * Downloads the newest version of each package.
   *
   * @return the package files
   * @throws IOException if the archive cannot be reached or lacks a package; says which
   */
  List<Path> fetch(List<String> packages) throws IOException, InterruptedException {
    var archives = prepare();
    run(List.of("apt-get", "--quiet", "-o", "APT::Update::Error-Mode=any", "update"), archives);
    var download = new ArrayList<>(List.of("apt-get", "--quiet", "download"));
    download.addAll(packages);
    run(download, archives);
    try (var files = Files.list(archives)) {
      return files.filter(file -> file.toString().endsWith(".deb")).sorted().toList();
    }
  }

  private Path prepare() throws IOException, InterruptedException {
    for (var part : List.of("state/lists/partial", "cache/archives/partial")) {
      Files.createDirectories(folder.resolve(part));
    }
    Files.createFile(folder.resolve("state/status"));
    Files.writeString(folder.resolve("sources.list"), source + "\n");
    Files.writeString(folder.resolve("apt.conf"), access() + settings());
    return Files.createDirectory(folder.resolve("packages"));
  }

  private String access() throws IOException, InterruptedException {
    var machine = new Command(List.of("apt-config", "dump"), Map.of()).run();
    return machine
        .output()
        .lines()
        .filter(line -> ACCESS.matcher(line).matches())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String settings() {
    return """
        Dir::Etc::sourcelist "%1$s/sources.list";
        Dir::Etc::sourceparts "/dev/null";
        Dir::Etc::parts "/dev/null";
        Dir::Etc::main "/dev/null";
        Dir::Etc::preferences "/dev/null";
        Dir::Etc::preferencesparts "/dev/null";
        Dir::State "%1$s/state";
        Dir::State::status "%1$s/state/status";
        Dir::Cache "%1$s/cache";
        APT::Sandbox::User "root";
        Acquire::Languages "none";
        Acquire::Retries "3";
        """
        .formatted(folder);
  }

  private void run(List<String> words, Path archives) throws IOException, InterruptedException {
    var inFolder = new ArrayList<>(List.of("env", "--chdir=" + archives));
    inFolder.addAll(words);
    var result =
        new Command(inFolder, Map.of("APT_CONFIG", folder.resolve("apt.conf").toString())).run();
    if (result.succeeded()) {
      return;
    }
    throw new IOException(problem(result));
  }

  private String problem(Command.Result result) {
    var missing = NOT_FOUND.matcher(result.output());
    if (missing.find()) {
      return "no package " + missing.group(1) + " in '" + source + "'";
    }
    var remedy =
        result.output().contains("NO_PUBKEY")
            ? "its key is unknown: apt-get install debian-archive-keyring"
            : "check the network and apt's proxy settings";
    return "apt could not fetch from '%s': %s; apt says%n%s"
        .formatted(source, remedy, result.lastLines());
  }
}
