package io.storelens.standalone.up;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.standalone.resource.Chain;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What is told once everything is up: where to look, how to log in, how to upload. */
final class Welcome {
  private final UpOptions options;
  private final Chain chain;
  private final AdminPassword admin;
  private final Path passwords;
  private final Collection<CameraEntry> cameras;

  Welcome(
      UpOptions options,
      Chain chain,
      AdminPassword admin,
      Path passwords,
      Collection<CameraEntry> cameras) {
    this.options = options;
    this.chain = chain;
    this.admin = admin;
    this.passwords = passwords;
    this.cameras = cameras;
  }

  String text(int managementPort) {
    var text = new StringBuilder("\nStorelens is up.\n\n");
    line(text, "Reports", "http://%s:%d/".formatted(reachable(), options.httpPort));
    line(text, "Log in", "user %s, %s".formatted(AdminPassword.USER, password()));
    options.sampleHistory.ifPresent(
        days -> line(text, "", "the " + days + " days before today are made up; the page says so"));
    line(text, "Cameras", "ftp://%s:%d/".formatted(reachable(), options.ftpPort));
    line(text, "", "one account a camera; " + cameraPasswords());
    cameraOfOpenStore().ifPresent(camera -> line(text, "Try it", tryIt(camera)));
    line(text, "Health", "http://127.0.0.1:%d/health/ready".formatted(managementPort));
    line(text, "Stop", "Ctrl-C");
    return text.toString();
  }

  /** A camera that takes any photo now; one of a closed store where all are closed. */
  private Optional<CameraEntry> cameraOfOpenStore() {
    var now = Instant.now();
    return cameras.stream()
        .filter(
            camera ->
                camera.identifiedBy().loginSuffices()
                    || camera.identifiedBy().directory().isPresent())
        .min(Comparator.comparing(camera -> !camera.storeHours().isOpen(now)));
  }

  private static void line(StringBuilder text, String what, String words) {
    text.append("  %-9s %s%n".formatted(what, words));
  }

  private String reachable() {
    return options.bind.equals("0.0.0.0") ? "<this machine>" : options.bind;
  }

  private String password() {
    if (admin.fresh()) {
      return "password " + admin.text();
    }
    return admin
        .file()
        .map(file -> "password in " + file)
        .orElse("password from " + AdminPassword.VARIABLE);
  }

  private String cameraPasswords() {
    return chain.credentials().size() == chain.cameras().size()
        ? "user names and passwords are in your Secrets"
        : "user is the camera's name, its password is in " + passwords.resolve("<camera>");
  }

  private String tryIt(CameraEntry camera) {
    String name = camera.camera();
    String login =
        chain.credentials().containsKey(name)
            ? chain.credentials().get(name).username()
            : "%s:$(cat %s)".formatted(name, passwords.resolve(name));
    String folder = camera.identifiedBy().directory().map(path -> path + "/").orElse("");
    return "curl %s-T photo.jpg \"ftp://%s@%s:%d/%s\""
        .formatted(
            folder.isEmpty() ? "" : "--ftp-create-dirs ",
            login,
            reachable(),
            options.ftpPort,
            folder);
  }
}
