package io.storelens.ingest.ftp;

import java.util.Locale;

/** How an upload ended, as the metrics count it. */
enum UploadOutcome {
  /** Durable. */
  STORED,
  /** The same photo still waited. */
  REPEATED,
  /** Not a photo, but something cameras leave in their folders; thrown away. */
  IGNORED,
  /** Refused for good, with a reason. */
  REFUSED,
  /** Ended before the end of the photo. */
  HALF,
  /** Broken off by either side, or stalled. */
  BROKEN,
  /** No data connection came. */
  UNCONNECTED,
  /** No room on the disk. */
  DISK_FULL,
  /** The disk failed. */
  FAILED;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
