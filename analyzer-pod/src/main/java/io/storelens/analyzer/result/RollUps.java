package io.storelens.analyzer.result;

import io.storelens.contract.handover.RefusalReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a batch adds to the roll-ups. Keys are sorted: two writers that touch the same rows lock
 * them in the same order, so neither waits for the other for ever.
 */
final class RollUps {
  private final SortedMap<StoreDate, StoreTotals> days = new TreeMap<>();
  private final SortedMap<StoreHour, StoreTotals> hours = new TreeMap<>();
  private final SortedMap<CameraHour, CameraTotals> cameraHours = new TreeMap<>();
  private final SortedMap<CameraRefusal, Refused> refusals = new TreeMap<>();

  /** A store and a local day, or the first day of a local month. */
  record StoreDate(int storeId, LocalDate date) implements Comparable<StoreDate> {
    private static final Comparator<StoreDate> ORDER =
        Comparator.comparingInt(StoreDate::storeId).thenComparing(StoreDate::date);

    @Override
    public int compareTo(StoreDate other) {
      return ORDER.compare(this, other);
    }
  }

  /** A store and a local hour. */
  record StoreHour(int storeId, ZonedDateTime hour) implements Comparable<StoreHour> {
    private static final Comparator<StoreHour> ORDER =
        Comparator.comparingInt(StoreHour::storeId).thenComparing(key -> key.hour.toInstant());

    @Override
    public int compareTo(StoreHour other) {
      return ORDER.compare(this, other);
    }
  }

  /** A camera and an hour of arrival. */
  record CameraHour(int cameraId, Instant hour) implements Comparable<CameraHour> {
    private static final Comparator<CameraHour> ORDER =
        Comparator.comparingInt(CameraHour::cameraId).thenComparing(CameraHour::hour);

    @Override
    public int compareTo(CameraHour other) {
      return ORDER.compare(this, other);
    }
  }

  /** A camera, an hour of arrival, and a reason. */
  record CameraRefusal(int cameraId, Instant hour, RefusalReason reason)
      implements Comparable<CameraRefusal> {
    private static final Comparator<CameraRefusal> ORDER =
        Comparator.comparingInt(CameraRefusal::cameraId)
            .thenComparing(CameraRefusal::hour)
            .thenComparing(key -> key.reason.code());

    @Override
    public int compareTo(CameraRefusal other) {
      return ORDER.compare(this, other);
    }
  }

  /** How many photos were refused, and the local day of the hour. */
  record Refused(LocalDate day, int photos) {
    Refused and(Refused more) {
      return new Refused(day, photos + more.photos);
    }
  }

  /** Adds one photo. */
  void add(Outcome outcome, Place place) {
    var arrival = outcome.photo().receivedAt();
    if (outcome instanceof Outcome.Refused refused) {
      add(place, arrival, refused.reason(), 1);
    } else if (outcome instanceof Outcome.Analyzed analyzed) {
      var captured = analyzed.photo().capturedAt();
      var day = place.day(captured);
      totals(days, new StoreDate(place.storeId(), day)).add(analyzed);
      totals(hours, new StoreHour(place.storeId(), place.hour(captured))).add(analyzed);
      cameraHours
          .computeIfAbsent(
              new CameraHour(place.cameraId(), utcHour(arrival)), key -> new CameraTotals())
          .add(analyzed);
    }
  }

  /** Adds {@code photos} refusals for {@code reason} in the hour of {@code arrival}. */
  void add(Place place, Instant arrival, RefusalReason reason, int photos) {
    var hour = utcHour(arrival);
    refusals.merge(
        new CameraRefusal(place.cameraId(), hour, reason),
        new Refused(place.day(hour), photos),
        Refused::and);
  }

  SortedMap<StoreDate, StoreTotals> days() {
    return days;
  }

  SortedMap<StoreHour, StoreTotals> hours() {
    return hours;
  }

  SortedMap<CameraHour, CameraTotals> cameraHours() {
    return cameraHours;
  }

  SortedMap<CameraRefusal, Refused> refusals() {
    return refusals;
  }

  private static <K> StoreTotals totals(Map<K, StoreTotals> totals, K key) {
    return totals.computeIfAbsent(key, absent -> new StoreTotals());
  }

  private static Instant utcHour(Instant instant) {
    return instant.truncatedTo(ChronoUnit.HOURS);
  }
}
