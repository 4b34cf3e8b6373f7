package io.storelens.standalone.simulator;

import io.storelens.contract.store.WorkingHours;
import java.util.Optional;

/**
 * A camera to play.
 *
 * @param name the camera's resource name
 * @param store the store it stands in
 * @param hours when the store is open; a camera of a closed store uploads nothing
 * @param username FTP user name
 * @param password its password
 * @param naming how it names its photos
 * @param directory folder it changes to before an upload, made when missing; empty for none
 * @param serialNumber written into EXIF with the time; empty for a camera that writes no EXIF time
 */
public record SimulatedCamera(
    String name,
    String store,
    WorkingHours hours,
    String username,
    String password,
    FileNaming naming,
    String directory,
    Optional<String> serialNumber) {
  /** A camera with the commonest ways: Hikvision's names, no folder, time and serial in EXIF. */
  public static SimulatedCamera of(
      String name, String store, WorkingHours hours, String username, String password) {
    return new SimulatedCamera(
        name,
        store,
        hours,
        username,
        password,
        FileNaming.HIKVISION,
        "",
        Optional.of("SL-" + Integer.toHexString(name.hashCode())));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "SimulatedCamera[name=" + name + ", store=" + store + "]";
  }
}
