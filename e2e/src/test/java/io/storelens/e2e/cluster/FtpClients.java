package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.embedded.debian.HostTool;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FTP clients that reach the node's Services: foreign ones, and simulated cameras. */
final class FtpClients {
  private static final Path STANDALONE =
      Chart.HOME.resolve("standalone/target/storelens-standalone.jar");
  private static final Pattern TALLY =
      Pattern.compile("(\\d+) photos acknowledged, (\\d+) given up, (-?\\d+) uploads repeated");

  /** Each run of the cameras makes other photos. */
  private static final AtomicLong SEEDS = new AtomicLong();

  private final String address;
  private final Path chain;

  /** Clients of the sample chain's region in {@code installation}. */
  FtpClients(Installation installation) {
    this(installation.ftpAddress(), Installation.CHAIN);
  }

  /**
   * @param address host and port
   * @param chain the YAML of the cameras to play, with their Secrets
   */
  FtpClients(String address, Path chain) {
    this.address = address;
    this.chain = chain;
  }

  /** Uploads with curl, in extended passive mode (EPSV). */
  Cluster.Outcome curl(String user, String password, Path photo) {
    return Cluster.run(
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
  Cluster.Outcome lftp(String user, String password, Path photo) {
    return Cluster.run(
        "enter",
        HostTool.LFTP.path().toString(),
        "-e",
        "set cmd:fail-exit true; set net:max-retries 1; set net:timeout 30; set ftp:prefer-epsv"
            + " false; put "
            + photo
            + "; bye",
        "-u",
        user + "," + password,
        "ftp://" + address);
  }

  /**
   * Plays the chain's cameras until each of {@code photos} photos is acknowledged.
   *
   * @param rate photos a second
   */
  Tally cameras(int photos, double rate) {
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
            chain.toString(),
            "--ftp",
            address,
            "--photos",
            Integer.toString(photos),
            "--rate",
            Double.toString(rate),
            "--seed",
            Long.toString(SEEDS.incrementAndGet()));
    Matcher tally = TALLY.matcher(said);
    assertThat(tally.find()).as(said).isTrue();
    return new Tally(
        Integer.parseInt(tally.group(1)),
        Integer.parseInt(tally.group(2)),
        Integer.parseInt(tally.group(3)));
  }

  /** The same, beside what the caller does. */
  CompletableFuture<Tally> camerasMeanwhile(int photos, double rate) {
    return CompletableFuture.supplyAsync(() -> cameras(photos, rate));
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
