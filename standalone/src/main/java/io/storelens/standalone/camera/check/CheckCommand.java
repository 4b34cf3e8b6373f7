package io.storelens.standalone.camera.check;

import io.storelens.analyzer.FaceAnalysis;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.contract.config.RegionPolicy;
import io.storelens.embedded.database.EmbeddedDatabase;
import io.storelens.operator.analyzer.PolicySettings;
import io.storelens.standalone.analyze.JpegLibrary;
import io.storelens.standalone.camera.ChainOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code storelens camera check DIR|CAMERA}: whether a camera that is there already will do. */
@Command(
    name = "check",
    description =
        "Judges a camera by photos of a folder, or by what it sent in the last 24 hours: whether its"
            + " faces meet the requirements, and what to change where they do not.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {"0:the camera fits", "1:it does not, or only in part"})
public final class CheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR|CAMERA",
      description = "Folder of sample photos (JPEG), or the name of a camera that uploads already.")
  private String subject;

  @Option(
      names = "--min-face-size",
      paramLabel = "PIXELS",
      description = "What is asked of a face. Default: for CAMERA as its region asks, else 200.")
  private Optional<Integer> minFaceSize;

  @Option(
      names = "--min-eye-distance",
      paramLabel = "PIXELS",
      description = "What is asked of the eyes. Default: for CAMERA as its region asks, else 100.")
  private Optional<Integer> minEyeDistance;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "For CAMERA: the database, as jdbc:postgresql://HOST/NAME?user=…&password=…. Default: that"
              + " of the Storelens that runs on --data.")
  private Optional<String> database;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "For CAMERA: the data folder of the Storelens that runs here. Default: .storelens.")
  private Path data = Path.of(System.getProperty("storelens.home", "")).resolve(".storelens");

  @Mixin private ChainOptions chain;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    var folder = Path.of(subject);
    var sample = Files.isDirectory(folder) ? ofPhotos(folder) : ofDatabase();
    var verdict = new Verdict(sample);
    var out = command.commandLine().getOut();
    verdict.lines().forEach(out::println);
    out.flush();
    return verdict.fits() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Sample ofPhotos(Path folder) throws IOException, InterruptedException {
    var policy = policy(RegionPolicy.DEFAULT);
    var sample = new Sample(policy);
    try (var analysis =
        FaceAnalysis.open(
            Optional.empty(), JpegLibrary.find(command.commandLine().getErr()::println))) {
      for (Path file : photos(folder)) {
        try {
          sample.add(analysis.measure(Files.readAllBytes(file), policy));
        } catch (PhotoRefusedException e) {
          sample.addUnreadable();
        }
      }
    }
    if (sample.photos() == 0) {
      throw new IllegalArgumentException(
          "there is no file .jpg or .jpeg in " + folder + ": put photos of the camera there");
    }
    return sample;
  }

  private Sample ofDatabase() throws IOException, SQLException {
    var described = chain.read();
    var region = described.regionOf(chain.camera(described, subject));
    var url =
        database
            .or(() -> EmbeddedDatabase.urlOfRunning(data.resolve("database")))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no Storelens runs on %s; start it, name its --data, or name the --database"
                            .formatted(data)));
    return CameraHours.read(url, subject, policy(PolicySettings.of(region.getSpec())));
  }

  private RegionPolicy policy(RegionPolicy otherwise) {
    return new RegionPolicy(
        minFaceSize.orElse(otherwise.minFaceSize()),
        minEyeDistance.orElse(otherwise.minEyeDistance()),
        false);
  }

  private static List<Path> photos(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g"))
          .sorted()
          .toList();
    }
  }
}
