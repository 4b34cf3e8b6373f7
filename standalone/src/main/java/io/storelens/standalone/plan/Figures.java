package io.storelens.standalone.plan;

/**
 * What was measured, each figure with its place in docs/performance.md.
 *
 * @param modelMillis CPU milliseconds of the models for a photo
 * @param otherMillis CPU milliseconds of all else for a photo: FTP, spool, hand-over, rows
 * @param rowBytes bytes of a photo in the database, with a customer and all indexes
 * @param dayRowBytes bytes of the roll-ups of a store and day
 */
record Figures(double modelMillis, double otherMillis, double rowBytes, double dayRowBytes) {
  /** {@code e2e/bench pipeline} on 2 cores, 4 faces a photo; {@code SizeOfRowsIT}. */
  static final Figures MEASURED = new Figures(33, 8, 330, 4600);

  /** Use of a core at which waiting times stay short. */
  static final double USE = 0.7;

  /** Cores of a pod. */
  static final int POD_CORES = 2;

  /** Cores for photos a second. */
  double cores(double photosPerSecond, double millis) {
    return photosPerSecond * millis / 1000 / USE;
  }
}
