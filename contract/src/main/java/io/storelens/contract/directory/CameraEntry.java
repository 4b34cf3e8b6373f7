package io.storelens.contract.directory;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
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
 * @param username FTP user name; cameras that share an account have the same
 * @param passwordHash the password, as {@link PasswordHash} writes it, never the password itself;
 *     the same for all cameras of an account
 * @param formerPassword the password before, while it still counts; empty where there is none
 * @param identifiedBy how its photos are told from those of the account's other cameras; left out,
 *     the account is its own
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
    Optional<FormerPassword> formerPassword,
    Identification identifiedBy,
    CaptureTime captureTime,
    boolean paused) {
  public CameraEntry {
    workingHours = List.copyOf(workingHours);
    closedDates = Set.copyOf(closedDates);
    // Directories written before there was a former password have none.
    formerPassword = formerPassword == null ? Optional.empty() : formerPassword;
    identifiedBy = identifiedBy == null ? Identification.LOGIN : identifiedBy;
  }

  /** When this camera's store is open. */
  public WorkingHours storeHours() {
    return new WorkingHours(timeZone, workingHours, closedDates);
  }

  /** Without the password hashes. */
  @Override
  public String toString() {
    return "CameraEntry[camera=" + camera + ", store=" + store + ", region=" + region + "]";
  }
}
