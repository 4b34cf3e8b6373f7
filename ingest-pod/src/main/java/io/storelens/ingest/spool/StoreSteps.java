package io.storelens.ingest.spool;

import java.io.IOException;

/**
 * Is told of each step of storing a photo, just before it is taken, and may fail in its place. What
 * is promised to cameras must hold wherever between two steps the machine stops.
 */
@FunctionalInterface
public interface StoreSteps {
  /** Nobody is told. */
  StoreSteps UNWATCHED = step -> {};

  /** {@code step} comes next. */
  void before(Step step) throws IOException;

  /** The steps, in their order. */
  enum Step {
    /** A file is taken for it, or made. */
    CREATE,
    /** The name of a file that was made is synced. */
    SYNC_FOLDER,
    /** Bytes go into it. */
    WRITE,
    /** It is synced. */
    SYNC,
    /** The camera is told. */
    ACKNOWLEDGE
  }
}
