package io.storelens.standalone.camera.check;

import io.storelens.analyzer.FaceAnalysis;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.contract.config.RegionPolicy;
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
      defaultValue = "200",
      description = "What the region asks of a face. Default: ${DEFAULT-VALUE}.")
  private int minFaceSize;

  @Option(
      names = "--min-eye-distance",
      paramLabel = "PIXELS",
      defaultValue = "100",
      description = "What the region asks of the eyes. Default: ${DEFAULT-VALUE}.")
  private int minEyeDistance;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "For CAMERA: the database, as jdbc:postgresql://HOST/NAME?user=…&password=….")
  private Optional<String> database;

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
    var policy = new RegionPolicy(minFaceSize, minEyeDistance, false);
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
    chain.camera(chain.read(), subject);
    var url =
        database.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is no folder; to judge a camera by what it sent, name the --database"
                        .formatted(subject)));
    return CameraHours.read(url, subject, new RegionPolicy(minFaceSize, minEyeDistance, false));
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
