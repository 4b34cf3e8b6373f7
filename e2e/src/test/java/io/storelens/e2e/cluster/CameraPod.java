package io.storelens.e2e.cluster;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * {@code storelens simulate} in a pod beside the toolbox. It goes on when the node's programs
 * restart, and nobody's connection to it has to.
 */
final class CameraPod {
  private CameraPod() {}

  /**
   * Has the cameras of {@code chain} deliver photos.
   *
   * @param rate photos a second
   * @return what it printed
   * @throws IllegalStateException if it gave a photo up, with the same
   */
  static String play(
      Installation installation, Path chain, int photos, double rate, long seed, Duration longest) {
    var cluster = installation.cluster();
    var name = "cameras-" + seed;
    // Of a run that was broken off.
    cluster.ask(inToolbox("delete", "pod,secret", name, "--ignore-not-found"));
    cluster.ask(inToolbox("create", "secret", "generic", name, "--from-file=" + chain));
    try {
      cluster.applyText(
          Images.into(Chart.file("e2e/src/test/resources/node/cameras.yaml"))
              .replace("@NAME@", name)
              .replace("@FTP@", installation.ftpAddress())
              .replace("@PHOTOS@", Integer.toString(photos))
              .replace("@RATE@", String.format(Locale.ROOT, "%.1f", rate))
              .replace("@SEED@", Long.toString(seed)),
          "--namespace",
          Toolbox.NAMESPACE);
      var end =
          await("cameras have delivered " + photos + " photos")
              .atMost(longest)
              .pollInterval(Duration.ofSeconds(1))
              .ignoreExceptions()
              .until(
                  () ->
                      cluster.ask(
                          inToolbox("get", "pod", name, "--output", "jsonpath={.status.phase}")),
                  phase -> phase.equals("Succeeded") || phase.equals("Failed"));
      var said = cluster.ask(inToolbox("logs", name, "--tail=50"));
      if (!end.equals("Succeeded")) {
        throw new IllegalStateException("cameras gave up:\n" + said);
      }
      return said;
    } finally {
      cluster.ask(inToolbox("delete", "pod,secret", name, "--ignore-not-found", "--wait=false"));
    }
  }

  private static String[] inToolbox(String... arguments) {
    var all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--namespace";
    all[arguments.length + 1] = Toolbox.NAMESPACE;
    return all;
  }
}
