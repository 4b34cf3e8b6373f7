package io.storelens.ingest.camera;

import io.storelens.contract.directory.CameraEntry;
import java.util.Comparator;
import java.util.List;

/**
 * What one logs in to: one camera, or several that their photos tell apart.
 *
 * @param username FTP user name
 * @param passwordHash the password, hashed
 * @param cameras its cameras by name, at least one
 */
public record Account(String username, String passwordHash, List<CameraEntry> cameras) {
  public Account {
    cameras = cameras.stream().sorted(Comparator.comparing(CameraEntry::camera)).toList();
  }

  /** The account of {@code cameras}, which have user name and password in common. */
  public static Account of(List<CameraEntry> cameras) {
    var first = cameras.get(0);
    return new Account(first.username(), first.passwordHash(), cameras);
  }

  /** What logs call it: its camera, or its user name where there are several. */
  public String label() {
    return cameras.size() == 1 ? cameras.get(0).camera() : username;
  }

  /** Without the password hash. */
  @Override
  public String toString() {
    return "Account[username=" + username + ", cameras=" + cameras + "]";
  }
}
