package io.storelens.standalone.camera;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.crds.camera.Camera;
import io.storelens.ingest.camera.Account;
import io.storelens.ingest.camera.NameTime;
import io.storelens.ingest.ftp.NameTrial;
import io.storelens.operator.directory.CameraDirectory;
import io.storelens.operator.directory.Credentials;
import io.storelens.operator.directory.SaltKey;
import io.storelens.standalone.resource.Chain;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code storelens camera test-name CAMERA NAME}: tries a pattern before a camera does. */
@Command(
    name = "test-name",
    description =
        "Tells which camera and which time the ingest reads from the name of an upload, and by"
            + " which pattern.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:a photo of this name counts for a camera at a known time",
      "1:it does not, or only the photo itself can tell"
    })
final class TestNameCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CAMERA", description = "A camera; its account is logged in to.")
  private String camera;

  @Parameters(
      paramLabel = "NAME",
      description = "What the camera sends, folders included, such as till/2026-11-24/a.jpg.")
  private String name;

  @Mixin private ChainOptions options;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    var chain = options.read();
    var out = command.commandLine().getOut();
    var account = account(chain, options.camera(chain, camera));
    var trial = NameTrial.of(account, name, Instant.now());
    line(out, "Name", trial.path());
    boolean counts = tellCamera(out, account, trial);
    if (trial.notNeeded().isPresent()) {
      line(out, "Photo", "taken and thrown away: " + trial.notNeeded().get());
      counts = false;
    }
    if (trial.camera().isPresent()) {
      counts &= tellTime(out, trial.camera().get().camera(), trial);
    }
    out.flush();
    return counts ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static boolean tellCamera(PrintWriter out, Account account, NameTrial trial) {
    if (trial.camera().isPresent()) {
      var found = trial.camera().get();
      line(out, "Camera", found.camera().camera() + ", by " + found.rule());
      line(out, "Store", found.camera().store());
      return true;
    }
    line(
        out,
        "Camera",
        trial.asksPhoto()
            ? "the name does not tell; the photo's EXIF data may"
            : "none: such photos are refused. No rule fits, or those of two cameras do");
    for (CameraEntry entry : account.cameras()) {
      line(out, "", entry.camera() + " has " + rule(entry));
    }
    return false;
  }

  private static String rule(CameraEntry entry) {
    var by = entry.identifiedBy();
    return by.directory()
        .map(path -> "directory " + path)
        .or(() -> by.fileName().map(pattern -> "fileName " + pattern))
        .or(() -> by.serialNumber().map(number -> "exif serial number " + number))
        .or(
            () ->
                by.location()
                    .map(place -> "location " + place.latitude() + ", " + place.longitude()))
        .orElse("login");
  }

  private static boolean tellTime(PrintWriter out, CameraEntry entry, NameTrial trial) {
    boolean asked = entry.captureTime().sources().contains(CaptureSource.FILE_NAME);
    if (trial.time().isEmpty()) {
      line(
          out,
          "Time",
          "none in this name by "
              + entry
                  .captureTime()
                  .fileNamePattern()
                  .map(pattern -> "the camera's own pattern " + pattern)
                  .orElse("the patterns of known brands; captureTime.fileNamePattern sets one"));
      return !asked;
    }
    NameTime time = trial.time().get();
    line(out, "Local time", time.local() + " " + entry.timeZone());
    line(out, "UTC", time.at().toString());
    line(out, "Pattern", time.pattern());
    if (!asked) {
      line(out, "", "not used: captureTime.sources has no fileName");
    } else if (entry.captureTime().sources().get(0) == CaptureSource.EXIF) {
      line(out, "", "used where the photo has no EXIF time");
    }
    return true;
  }

  private static void line(PrintWriter out, String what, String words) {
    out.printf("%-11s %s%n", what, words);
  }

  /** What {@code camera} logs in to, with the other cameras that do. */
  private static Account account(Chain chain, Camera camera) {
    var user = user(chain, camera);
    var sharing =
        chain.cameras().stream().filter(other -> user(chain, other).equals(user)).toList();
    // No password is needed here, and none is looked up.
    var login = new Credentials(user, "", true);
    Map<String, Credentials> logins =
        sharing.stream()
            .collect(Collectors.toMap(other -> other.getMetadata().getName(), other -> login));
    List<CameraEntry> entries =
        new CameraDirectory(new SaltKey(SaltKey.random()))
            .shards(chain.stores(), sharing, logins, Map.of()).stream()
                .flatMap(shard -> shard.cameras().stream())
                .toList();
    return Account.of(entries);
  }

  private static String user(Chain chain, Camera camera) {
    var name = camera.getMetadata().getName();
    var own = chain.credentials().get(name);
    return own == null ? name : own.username();
  }
}
