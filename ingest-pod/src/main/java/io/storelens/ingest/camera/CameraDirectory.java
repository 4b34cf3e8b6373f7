package io.storelens.ingest.camera;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that may upload, by user name. Follows the shard files of a folder: it looks once a
 * second whether they changed and reads all of them again if so. While any of them is missing,
 * half-written or bad, the last good directory stays in force.
 */
public final class CameraDirectory {
  private static final Logger LOGGER = LoggerFactory.getLogger(CameraDirectory.class);

  private final Path folder;
  private volatile Map<String, Account> byUsername = Map.of();
  private volatile Optional<String> problem = Optional.of("camera directory not read yet");
  private volatile boolean loaded;
  private Optional<FolderStamp> stamp = Optional.empty();

  /** Reads from {@code folder}, when {@link #refresh} is called. */
  public CameraDirectory(Path folder) {
    this.folder = folder;
  }

  /** Looks for changes on {@code timer} until it is shut down. */
  public void start(ScheduledExecutorService timer) {
    var unused = timer.scheduleWithFixedDelay(this::refresh, 1, 1, TimeUnit.SECONDS);
  }

  /** What one logs in to as {@code username}. */
  public Optional<Account> find(String username) {
    return Optional.ofNullable(byUsername.get(username));
  }

  /** All accounts by user name. */
  public Map<String, Account> byUsername() {
    return byUsername;
  }

  /** Whether a directory was ever read. Without one no login can be judged. */
  public boolean isLoaded() {
    return loaded;
  }

  /** What is wrong with the files; empty when the newest ones are in force. */
  public Optional<String> problem() {
    return problem;
  }

  /** Reads the files again if they changed since the last call, or could not be read then. */
  public synchronized void refresh() {
    try {
      var now = FolderStamp.of(folder);
      if (stamp.filter(now::equals).isPresent()) {
        return;
      }
      var accounts = DirectoryFiles.read(folder);
      // Files that changed while they were read are read again at the next look.
      stamp = Optional.of(now);
      byUsername = accounts;
      loaded = true;
      problem = Optional.empty();
      LOGGER.atInfo().addKeyValue("accounts", accounts.size()).log("camera directory read");
    } catch (NoSuchFileException e) {
      report(e.getFile() + " is missing");
    } catch (IOException | RuntimeException e) {
      report(e.getMessage());
    }
  }

  private void report(String reason) {
    var now = Optional.of("camera directory: " + reason);
    if (!now.equals(problem)) {
      problem = now;
      LOGGER
          .atWarn()
          .addKeyValue("accounts", byUsername.size())
          .addKeyValue("reason", reason)
          .log("camera directory unreadable, the last good one stays in force");
    }
  }
}
