package io.storelens.e2e.bench;

import io.storelens.analyzer.FaceAnalysis;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.embedded.debian.TurboJpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** {@code e2e/bench accuracy DIR}: how well the models do on labelled photos. */
public final class Accuracy {
  private Accuracy() {}

  /**
   * Prints the report.
   *
   * @param arguments the folder, and a folder of another model set where that is to be measured
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 1) {
      System.err.println("accuracy: name a folder with photos and " + Labels.FILE);
      System.exit(2);
    }
    try {
      var models =
          arguments.length > 1 ? Optional.of(Path.of(arguments[1])) : Optional.<Path>empty();
      report(Path.of(arguments[0]), models).lines().forEach(System.out::println);
    } catch (IllegalArgumentException e) {
      System.err.println("accuracy: " + e.getMessage());
      System.exit(1);
    }
  }

  static AccuracyReport report(Path folder, Optional<Path> models)
      throws IOException, InterruptedException {
    var byPhoto = new LinkedHashMap<String, List<Labels.Label>>();
    for (Labels.Label label : Labels.read(folder)) {
      byPhoto.computeIfAbsent(label.photo(), photo -> new ArrayList<>()).add(label);
    }
    var report = new AccuracyReport();
    var library = TurboJpeg.library(System.err::println);
    try (var analysis = FaceAnalysis.open(models, Optional.of(library))) {
      for (var photo : byPhoto.entrySet()) {
        try {
          report.add(
              photo.getValue(),
              analysis.analyze(Files.readAllBytes(folder.resolve(photo.getKey()))));
        } catch (PhotoRefusedException e) {
          throw new IllegalArgumentException(photo.getKey() + ": " + e.getMessage(), e);
        }
      }
    }
    return report;
  }
}
