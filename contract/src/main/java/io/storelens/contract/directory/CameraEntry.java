package io.storelens.contract.directory;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * What the ingest knows of one camera.
 *
 * @param camera the camera's resource name; unique in the directory
 * @param store the store it stands in
 * @param region the store's region
 * @param timeZone the store's IANA time zone
 * @param workingHours the store's spans of opening
 * @param closedDates local dates on which the store stays closed
 * @param username FTP user name; unique in the directory
 * @param passwordHash the password, as {@link PasswordHash} writes it; never the password itself
 * @param captureTime how the time of its photos is found
 * @param paused whether its photos are refused for now
 */
public record CameraEntry(
    String camera,
    String store,
    String region,
    ZoneId timeZone,
    List<OpeningHours> workingHours,
    Set<LocalDate> closedDates,
    String username,
    String passwordHash,
    CaptureTime captureTime,
    boolean paused) {
  public CameraEntry {
    workingHours = List.copyOf(workingHours);
    closedDates = Set.copyOf(closedDates);
  }

  /** When this camera's store is open. */
  public WorkingHours storeHours() {
    return new WorkingHours(timeZone, workingHours, closedDates);
  }

  /** Without the password hash. */
  @Override
  public String toString() {
    return "CameraEntry[camera=" + camera + ", store=" + store + ", region=" + region + "]";
  }
}
