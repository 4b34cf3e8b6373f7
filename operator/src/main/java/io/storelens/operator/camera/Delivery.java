package io.storelens.operator.camera;

import io.fabric8.kubernetes.api.model.Condition;
import io.storelens.operator.condition.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether photos arrive from a camera. Judged while its store is open only: at night the last
 * judgement stays, so that opening and closing change nothing.
 */
final class Delivery {
  static final String ARRIVE = "PhotosArrive";
  static final String SILENT = "Silent";

  private Delivery() {}

  /**
   * @param created when the camera's resource was made
   * @param stored the condition so far
   */
  static Verdict verdict(
      Optional<Instant> lastPhoto,
      Surroundings store,
      Instant created,
      Instant now,
      Optional<Condition> stored) {
    if (store.isOpen()) {
      var heard = latest(created, store.since(), lastPhoto);
      if (Duration.between(heard, now).compareTo(store.patience()) > 0) {
        return silent(lastPhoto, store);
      }
      if (lastPhoto.isPresent() && !lastPhoto.get().isBefore(store.since().orElse(created))) {
        return Verdict.yes(ARRIVE, "Photos arrive.");
      }
    }
    return stored
        .flatMap(Delivery::same)
        .orElseGet(
            () ->
                lastPhoto.isPresent()
                    ? Verdict.yes(ARRIVE, "Photos arrive.")
                    : Verdict.unknown("NoPhotoYet", "No photo has arrived yet."));
  }

  private static Verdict silent(Optional<Instant> lastPhoto, Surroundings store) {
    return Verdict.no(
        SILENT,
        lastPhoto.isPresent()
            ? "No photo for more than "
                + words(store.patience())
                + " while the store was open. Check the camera's power, network and FTP settings."
            : "No photo has ever arrived. Check the camera's FTP settings against status.address and"
                + " status.credentialsSecret.");
  }

  /** What was judged before; what could not be judged then may be now. */
  private static Optional<Verdict> same(Condition stored) {
    return switch (stored.getStatus()) {
      case "True" -> Optional.of(Verdict.yes(stored.getReason(), stored.getMessage()));
      case "False" -> Optional.of(Verdict.no(stored.getReason(), stored.getMessage()));
      default -> Optional.empty();
    };
  }

  private static Instant latest(
      Instant created, Optional<Instant> opened, Optional<Instant> lastPhoto) {
    var latest = created;
    for (var moment : new Instant[] {opened.orElse(created), lastPhoto.orElse(created)}) {
      latest = moment.isAfter(latest) ? moment : latest;
    }
    return latest;
  }

  private static String words(Duration time) {
    return time.toMinutes() < 120
        ? time.toMinutes() + " minutes"
        : Math.round(time.toMinutes() / 60.0) + " hours";
  }
}
