package io.storelens.contract.directory;

import java.util.Optional;

/**
 * How a camera's photos are told from those of others that log in with the same account. At most
 * one way is given; with none, every photo of the account is the camera's.
 *
 * @param directory folder below the account's root, parts divided by one slash, without one at
 *     either end; what lies deeper counts too
 * @param fileName regular expression that the whole path matches
 * @param serialNumber EXIF {@code BodySerialNumber} of its photos
 * @param location place in the GPS data of its photos
 */
public record Identification(
    Optional<String> directory,
    Optional<String> fileName,
    Optional<String> serialNumber,
    Optional<Location> location) {
  /** By an account of its own. */
  public static final Identification LOGIN =
      new Identification(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** By a folder; backslashes, and slashes at its ends, are as cameras' pages take them. */
  public static Identification byDirectory(String path) {
    var clean = path.replace('\\', '/').replaceAll("/+", "/").replaceAll("^/|/$", "");
    return new Identification(
        Optional.of(clean), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** By the name of the file, folders included. */
  public static Identification byFileName(String pattern) {
    return new Identification(
        Optional.empty(), Optional.of(pattern), Optional.empty(), Optional.empty());
  }

  /** By the serial number in the photo. */
  public static Identification bySerialNumber(String number) {
    return new Identification(
        Optional.empty(), Optional.empty(), Optional.of(number), Optional.empty());
  }

  /** By the place in the photo. */
  public static Identification byLocation(Location place) {
    return new Identification(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(place));
  }

  /** Whether the account alone tells the camera. */
  public boolean loginSuffices() {
    return equals(LOGIN);
  }

  /**
   * A circle on Earth (WGS 84).
   *
   * @param latitude degrees north, -90 to 90
   * @param longitude degrees east, -180 to 180
   * @param radius metres around it that photos may be from
   */
  public record Location(double latitude, double longitude, int radius) {}
}
