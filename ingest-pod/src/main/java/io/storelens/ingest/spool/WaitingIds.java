package io.storelens.ingest.spool;

import io.storelens.contract.handover.PhotoId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ids of photos that wait, so that one that is sent again is not kept twice. Not of all of
 * them: those of before a restart, and those beyond some ten thousand, are not known. Safe for use
 * by many threads.
 */
final class WaitingIds {
  private static final int MOST = 20_000;

  private final Set<PhotoId> ids = ConcurrentHashMap.newKeySet();
  private final Map<Path, PhotoId> byFile = new ConcurrentHashMap<>();

  /** Whether photo {@code id} is known to wait. */
  boolean contains(PhotoId id) {
    return ids.contains(id);
  }

  /** Photo {@code id} waits in {@code file} now. */
  void add(Path file, PhotoId id) {
    if (ids.size() < MOST) {
      byFile.put(file, id);
      ids.add(id);
    }
  }

  /** The photo in {@code file} does not wait any more. */
  void remove(Path file) {
    var id = byFile.remove(file);
    if (id != null) {
      ids.remove(id);
    }
  }
}
