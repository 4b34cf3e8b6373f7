package io.storelens.ingest.ftp;

import io.storelens.contract.directory.CameraEntry;
import java.time.Instant;

/** One upload: whose, under which name, since when, and how much has come. */
final class Upload {
  private final CameraEntry camera;
  private final VirtualPath file;
  private final Instant arrival;
  private long bytes;

  Upload(CameraEntry camera, VirtualPath file, Instant arrival) {
    this.camera = camera;
    this.file = file;
    this.arrival = arrival;
  }

  CameraEntry camera() {
    return camera;
  }

  VirtualPath file() {
    return file;
  }

  Instant arrival() {
    return arrival;
  }

  void came(int more) {
    bytes += more;
  }

  long bytes() {
    return bytes;
  }
}
