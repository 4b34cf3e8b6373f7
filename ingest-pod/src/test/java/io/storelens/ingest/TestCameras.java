package io.storelens.ingest;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.directory.CaptureTime;
import io.storelens.contract.directory.FormerPassword;
import io.storelens.contract.directory.Identification;
import io.storelens.contract.directory.PasswordHash;
import io.storelens.contract.directory.SkewPolicy;
import io.storelens.contract.store.OpeningHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Directory entries for tests. The user name is the camera's name. */
public final class TestCameras {
  public static final String PASSWORD = "open sesame";
  private static final String HASH = PasswordHash.of(PASSWORD, 100);
  private static final OpeningHours ALWAYS =
      new OpeningHours(EnumSet.allOf(DayOfWeek.class), "00:00", "24:00");

  private TestCameras() {}

  /** A camera of a store in Paris that never closes. */
  public static CameraEntry camera(String name) {
    return entry(name, List.of(ALWAYS), HASH, arrivalOnly(), false);
  }

  /** A camera whose photos count by {@code captureTime}. */
  public static CameraEntry camera(String name, CaptureTime captureTime) {
    return entry(name, List.of(ALWAYS), HASH, captureTime, false);
  }

  public static CameraEntry withPassword(String name, String hash) {
    return entry(name, List.of(ALWAYS), hash, arrivalOnly(), false);
  }

  public static CameraEntry paused(String name) {
    return entry(name, List.of(ALWAYS), HASH, arrivalOnly(), true);
  }

  /** A camera of a store that never opens. */
  public static CameraEntry closed(String name) {
    return entry(name, List.of(), HASH, arrivalOnly(), false);
  }

  public static CaptureTime policy(SkewPolicy onSkew, CaptureSource... sources) {
    return new CaptureTime(List.of(sources), Optional.empty(), Duration.ofMinutes(5), onSkew);
  }

  /** {@code camera} as one of those that share the account {@code username}. */
  public static CameraEntry sharing(
      CameraEntry camera, String username, Identification identifiedBy) {
    return new CameraEntry(
        camera.camera(),
        camera.store(),
        camera.region(),
        camera.timeZone(),
        camera.workingHours(),
        camera.closedDates(),
        username,
        camera.passwordHash(),
        camera.formerPassword(),
        identifiedBy,
        camera.captureTime(),
        camera.paused());
  }

  /** {@code camera} after its password was changed: {@code former} counts too for a while. */
  public static CameraEntry withFormer(CameraEntry camera, FormerPassword former) {
    return new CameraEntry(
        camera.camera(),
        camera.store(),
        camera.region(),
        camera.timeZone(),
        camera.workingHours(),
        camera.closedDates(),
        camera.username(),
        camera.passwordHash(),
        Optional.of(former),
        camera.identifiedBy(),
        camera.captureTime(),
        camera.paused());
  }

  private static CaptureTime arrivalOnly() {
    return policy(SkewPolicy.USE_ARRIVAL, CaptureSource.ARRIVAL);
  }

  private static CameraEntry entry(
      String name, List<OpeningHours> hours, String hash, CaptureTime time, boolean paused) {
    return new CameraEntry(
        name,
        "paris-001",
        "eu-west",
        ZoneId.of("Europe/Paris"),
        hours,
        Set.<LocalDate>of(),
        name,
        hash,
        Optional.empty(),
        Identification.LOGIN,
        time,
        paused);
  }
}
