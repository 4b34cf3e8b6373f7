package io.storelens.report.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The access file as it is now. One that turns bad is not taken: the last good one stays. */
public final class AccessList {
  private static final Logger LOGGER = LoggerFactory.getLogger(AccessList.class);

  private final Optional<Path> path;
  private String text = "";
  private volatile AccessFile file = AccessFile.EMPTY;

  private AccessList(Optional<Path> path) {
    this.path = path;
  }

  /**
   * Reads {@code path}; without one there is nobody.
   *
   * @throws IllegalArgumentException if it cannot be read or used, naming the field
   */
  public static AccessList of(Optional<Path> path) {
    var list = new AccessList(path);
    path.ifPresent(
        given -> {
          try {
            list.take(Files.readString(given));
          } catch (IOException e) {
            throw new IllegalArgumentException(
                "REPORT_ACCESS_FILE " + given + " cannot be read", e);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                "REPORT_ACCESS_FILE " + given + ": " + e.getMessage(), e);
          }
        });
    return list;
  }

  AccessFile now() {
    return file;
  }

  /** Reads the file again if it has changed. Not for an event loop. */
  public void refresh() {
    if (path.isEmpty()) {
      return;
    }
    try {
      String read = Files.readString(path.get());
      if (!read.equals(text)) {
        take(read);
        LOGGER.atInfo().addKeyValue("users", file.users().size()).log("access file taken");
      }
    } catch (IOException | IllegalArgumentException e) {
      LOGGER
          .atWarn()
          .addKeyValue("file", path.get())
          .addKeyValue("reason", e.getMessage())
          .log("access file not taken, the last one stays");
    }
  }

  private void take(String read) {
    // Remembered even when it is bad, or the same fault is told every few seconds.
    text = read;
    file = AccessFile.parse(read);
  }
}
