package io.storelens.e2e.bench.ingest;

import io.storelens.embedded.command.Command;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An FTP server that is not ours. None of them syncs what it acknowledges. */
final class ForeignServer implements FtpServer {
  private static final Duration START = Duration.ofSeconds(10);
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 20;

  private final String name;
  private final int port;
  private final ServerFiles files;
  private final Process process;
  private final ControlGroup group;

  /**
   * Starts it and waits until it answers.
   *
   * @param words program and arguments; it stays in the foreground
   */
  ForeignServer(
      String name, int port, ServerFiles files, List<String> words, Map<String, String> environment)
      throws IOException, InterruptedException {
    this.name = name;
    this.port = port;
    this.files = files;
    Path log = files.folder().resolve("log");
    group = ControlGroup.make(Integer.toString(port));
    process = new Command(group.command(words), environment).start(Redirect.to(log.toFile()));
    long end = System.nanoTime() + START.toNanos();
    while (!FtpServer.answers(port)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IOException(name + " does not start: " + Files.readString(log).strip());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String username(int camera) {
    return ServerFiles.USER;
  }

  @Override
  public Cpu cpu() throws IOException {
    return new Cpu(group.cpuSeconds(), 0, 0);
  }

  /** Its processes of sessions have ended, or have had the time to; their photos are given up. */
  @Override
  public void settle(long acknowledged) throws IOException, InterruptedException {
    long end = System.nanoTime() + QUIET.toNanos();
    while (process.descendants().findAny().isPresent() && System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
    }
    files.renewHome();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    group.close();
  }
}
