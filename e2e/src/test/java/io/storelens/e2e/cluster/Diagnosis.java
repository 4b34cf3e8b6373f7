package io.storelens.e2e.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/**
 * What {@code storelens diagnose} did.
 *
 * @param status 0 when it wrote a file
 * @param said what it printed, errors included
 * @param files the texts in the file it wrote, by path; empty when it wrote none
 */
record Diagnosis(int status, String said, Map<String, String> files) {

  /** Runs it on the cluster of {@code kubeconfig}, and has it write {@code zip}. */
  static Diagnosis of(Path kubeconfig, Path zip, String... options)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Chart.HOME.resolve("standalone/target/storelens-standalone.jar").toString(),
                "diagnose",
                "--output",
                zip.toString()));
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    return new Diagnosis(status, said, Files.exists(zip) ? read(zip) : Map.of());
  }

  private static Map<String, String> read(Path zip) throws IOException {
    var files = new TreeMap<String, String>();
    try (var archive = new ZipFile(zip.toFile())) {
      for (var entry : Collections.list(archive.entries())) {
        try (var in = archive.getInputStream(entry)) {
          files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return files;
  }
}
