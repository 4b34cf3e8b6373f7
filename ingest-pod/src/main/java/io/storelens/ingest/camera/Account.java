package io.storelens.ingest.camera;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.FormerPassword;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one logs in to: one camera, or several that their photos tell apart.
 *
 * @param username FTP user name
 * @param passwordHash the password, hashed
 * @param formerPassword the password before, while it still counts
 * @param cameras its cameras by name, at least one
 */
public record Account(
    String username,
    String passwordHash,
    Optional<FormerPassword> formerPassword,
    List<CameraEntry> cameras) {
  public Account {
    cameras = cameras.stream().sorted(Comparator.comparing(CameraEntry::camera)).toList();
  }

  /** The account of {@code cameras}, which have user name and password in common. */
  public static Account of(List<CameraEntry> cameras) {
    var first = cameras.get(0);
    var former =
        cameras.stream()
            .flatMap(camera -> camera.formerPassword().stream())
            .max(Comparator.comparing(FormerPassword::until));
    return new Account(first.username(), first.passwordHash(), former, cameras);
  }

  /** The hashes of the passwords that are right at {@code now}, the newest first. */
  List<String> hashes(Instant now) {
    return Stream.concat(
            Stream.of(passwordHash),
            formerPassword.filter(former -> former.counts(now)).map(FormerPassword::hash).stream())
        .toList();
  }

  /** Whether who logged in to {@code earlier}, this account as it was, may still upload. */
  public boolean admits(Account earlier, Instant now) {
    return hashes(now).contains(earlier.passwordHash());
  }

  /** What logs call it: its camera, or its user name where there are several. */
  public String label() {
    return cameras.size() == 1 ? cameras.get(0).camera() : username;
  }

  /** Without the password hashes. */
  @Override
  public String toString() {
    return "Account[username=" + username + ", cameras=" + cameras + "]";
  }
}
