package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.embedded.debian.HostTool;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FTP clients that reach the node's Services: foreign ones, and simulated cameras. */
final class FtpClients {
  private static final Path STANDALONE =
      Chart.HOME.resolve("standalone/target/storelens-standalone.jar");
  private static final Pattern TALLY =
      Pattern.compile("(\\d+) photos acknowledged, (\\d+) given up, (-?\\d+) uploads repeated");

  private final String address;

  /**
   * @param address host and port
   */
  FtpClients(String address) {
    this.address = address;
  }

  /** Uploads with curl, in extended passive mode (EPSV). */
  void curl(String user, String password, Path photo) {
    Cluster.script(
        "enter",
        HostTool.CURL.path().toString(),
        "--silent",
        "--show-error",
        "--max-time",
        "60",
        "--user",
        user + ":" + password,
        "--upload-file",
        photo.toString(),
        "ftp://" + address + "/");
  }

  /** Uploads with lftp, in passive mode (PASV). */
  void lftp(String user, String password, Path photo) {
    Cluster.script(
        "enter",
        HostTool.LFTP.path().toString(),
        "-e",
        "set cmd:fail-exit true; set net:max-retries 1; set net:timeout 30; set ftp:prefer-epsv false;"
            + " put "
            + photo
            + "; bye",
        "-u",
        user + "," + password,
        "ftp://" + address);
  }

  /** Plays the chain's cameras until each of {@code photos} photos is acknowledged. */
  Tally cameras(int photos, double rate, long seed) {
    var said =
        Cluster.script(
            "enter",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Dstorelens.home=" + Chart.HOME,
            "-jar",
            STANDALONE.toString(),
            "simulate",
            "--config",
            Installation.CHAIN.toString(),
            "--ftp",
            address,
            "--photos",
            Integer.toString(photos),
            "--rate",
            Double.toString(rate),
            "--seed",
            Long.toString(seed));
    Matcher tally = TALLY.matcher(said);
    assertThat(tally.find()).as(said).isTrue();
    return new Tally(
        Integer.parseInt(tally.group(1)),
        Integer.parseInt(tally.group(2)),
        Integer.parseInt(tally.group(3)));
  }

  /** The same, beside what the caller does. */
  CompletableFuture<Tally> camerasMeanwhile(int photos, double rate, long seed) {
    return CompletableFuture.supplyAsync(() -> cameras(photos, rate, seed));
  }

  /**
   * What simulated cameras saw.
   *
   * @param acknowledged photos with a 226
   * @param givenUp photos without
   * @param repeated uploads that were made again
   */
  record Tally(int acknowledged, int givenUp, int repeated) {}
}
