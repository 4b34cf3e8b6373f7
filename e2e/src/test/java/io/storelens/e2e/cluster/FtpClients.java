package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * FTP clients in the cluster that reach a region's Service: foreign ones, and simulated cameras.
 */
final class FtpClients {
  /** Photos of the project that the clients can upload. */
  static final String OBAMA = "/photos/president-obama.jpg";

  static final String BIDEN = "/photos/vice-president-biden.jpg";
  static final String ASTRONAUT = "/photos/astronaut.jpg";

  private static final Pattern TALLY =
      Pattern.compile("(\\d+) photos acknowledged, (\\d+) given up, (-?\\d+) uploads repeated");
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Each run of the cameras makes other photos. */
  private static final AtomicLong SEEDS = new AtomicLong();

  private final Installation installation;
  private final Path chain;

  /** Clients of the sample chain's region in {@code installation}. */
  FtpClients(Installation installation) {
    this(installation, Installation.CHAIN);
  }

  /**
   * @param installation whose region they upload to
   * @param chain the YAML of the cameras to play, with their Secrets
   */
  FtpClients(Installation installation, Path chain) {
    this.installation = installation;
    this.chain = chain;
  }

  /** A copy of a JPEG file that no other is like: with a comment of its own. */
  String fresh(String photo) {
    var comment = "%016d".formatted(System.nanoTime());
    var copy = "/tmp/" + comment + ".jpg";
    installation
        .toolbox()
        .ask(
            "sh",
            "-c",
            "{ head -c 2 $0; printf '\\377\\376\\000\\022%s' $1; tail -c +3 $0; } >$2",
            photo,
            comment,
            copy);
    return copy;
  }

  /** Uploads with curl, in extended passive mode (EPSV). */
  Cluster.Outcome curl(String user, String password, String photo) {
    return curl(user, password, photo, List.of());
  }

  /** The same over TLS, on both connections. The certificate is for another address. */
  Cluster.Outcome curlOverTls(String user, String password, String photo) {
    return curl(user, password, photo, List.of("--ssl-reqd", "--insecure"));
  }

  private Cluster.Outcome curl(String user, String password, String photo, List<String> options) {
    var command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--max-time", "60"));
    command.addAll(options);
    command.addAll(
        List.of(
            "--user",
            user + ":" + password,
            "--upload-file",
            photo,
            "ftp://" + installation.ftpAddress() + "/"));
    return installation.toolbox().run(command.toArray(String[]::new));
  }

  /** Uploads with lftp, in passive mode (PASV). In clear: it would not trust the certificate. */
  Cluster.Outcome lftp(String user, String password, String photo) {
    return installation
        .toolbox()
        .run(
            "lftp",
            "-e",
            "set cmd:fail-exit true; set net:max-retries 1; set net:timeout 30; set"
                + " ftp:ssl-allow false; set ftp:prefer-epsv false; put "
                + photo
                + "; bye",
            "-u",
            user + "," + password,
            "ftp://" + installation.ftpAddress());
  }

  /**
   * Plays the chain's cameras until each of {@code photos} photos is acknowledged.
   *
   * @param rate photos a second
   */
  Tally cameras(int photos, double rate) {
    var longest = PATIENCE.plusSeconds((long) (photos / rate));
    var said = CameraPod.play(installation, chain, photos, rate, SEEDS.incrementAndGet(), longest);
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
