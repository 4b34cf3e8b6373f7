package io.storelens.ingest.ftp;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.ingest.camera.Account;
import java.time.Instant;
import java.util.Optional;

/** One upload: of which account and camera, under which name, since when, how much has come. */
final class Upload {
  private final Account account;
  private final VirtualPath file;
  private final FileName name;
  private final Instant arrival;
  private Optional<CameraEntry> camera = Optional.empty();
  private long bytes;

  Upload(Account account, VirtualPath file, Instant arrival) {
    this.account = account;
    this.file = file;
    this.name = FileName.of(file);
    this.arrival = arrival;
  }

  Account account() {
    return account;
  }

  /** Empty until it is found out, and if it cannot be. */
  Optional<CameraEntry> camera() {
    return camera;
  }

  void camera(CameraEntry found) {
    camera = Optional.of(found);
  }

  /** The name that was sent. */
  VirtualPath file() {
    return file;
  }

  /** The name it will have, which tells camera, time and kind. */
  FileName name() {
    return name;
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
