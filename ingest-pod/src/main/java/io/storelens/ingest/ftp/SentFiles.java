package io.storelens.ingest.ftp;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a session has sent, for cameras that look whether it arrived, rename it, or delete it. Names
 * only: a photo is in the spool, whatever becomes of its name.
 */
final class SentFiles {
  private static final int MOST = 16;

  private final Map<String, Sent> files = new LinkedHashMap<>();
  private Optional<VirtualPath> renaming = Optional.empty();

  void add(VirtualPath file, Sent sent) {
    if (files.size() >= MOST) {
      files.remove(files.keySet().iterator().next());
    }
    files.put(file.text(), sent);
  }

  /** Empty if it was not sent in this session, or long ago. */
  Optional<Sent> find(VirtualPath file) {
    return Optional.ofNullable(files.get(file.text()));
  }

  void remove(VirtualPath file) {
    files.remove(file.text());
  }

  /** Begins to rename {@code from}; whether it is there. */
  boolean beginRename(VirtualPath from) {
    renaming = Optional.of(from).filter(file -> find(file).isPresent());
    return renaming.isPresent();
  }

  /** Ends the renaming that was begun; whether one was. */
  boolean endRename(VirtualPath to) {
    var from = renaming;
    renaming = Optional.empty();
    from.ifPresent(file -> add(to, files.remove(file.text())));
    return from.isPresent();
  }

  /**
   * A file that was answered with {@code 226}.
   *
   * @param bytes its length
   * @param at when its upload began
   * @param isPhoto whether it is in the spool; else it was thrown away
   */
  record Sent(long bytes, Instant at, boolean isPhoto) {}
}
