package io.storelens.report.coverage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How much of a figure was really seen.
 *
 * @param expectedPhotos one for each expected customer, as far as the time is over; null where a
 *     store does not say what it expects
 * @param receivedPhotos photos that came: analysed or refused
 * @param refusedPhotos those of them that were refused
 * @param openHours hours that are over in which a store was open, summed over stores
 * @param coveredHours those of them in which a photo was analysed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Coverage(
    Long expectedPhotos,
    long receivedPhotos,
    long refusedPhotos,
    long openHours,
    long coveredHours) {
  /** Where nothing was expected, and nothing came. */
  public static final Coverage NOTHING = new Coverage(null, 0, 0, 0, 0);

  /** Of that which was {@code expected}. Hours beyond those that were open do not count. */
  public static Coverage of(Expected expected, long analysed, long refused, long coveredHours) {
    return new Coverage(
        expected.photos(),
        analysed + refused,
        refused,
        expected.openHours(),
        Math.min(coveredHours, expected.openHours()));
  }

  /** Of two places, or two times, together. What is expected is known where it is of both. */
  public Coverage and(Coverage more) {
    return new Coverage(
        expectedOfBoth(more),
        receivedPhotos + more.receivedPhotos,
        refusedPhotos + more.refusedPhotos,
        openHours + more.openHours,
        coveredHours + more.coveredHours);
  }

  private Long expectedOfBoth(Coverage more) {
    if (openHours == 0) {
      return more.expectedPhotos;
    }
    if (more.openHours == 0) {
      return expectedPhotos;
    }
    return expectedPhotos == null || more.expectedPhotos == null
        ? null
        : Long.valueOf(expectedPhotos + more.expectedPhotos);
  }

  /** What the figure means. */
  @JsonProperty
  public State state() {
    return State.of(openHours, coveredHours);
  }

  /** Covered hours of open ones, 0 to 1; 1 where no store was open. */
  @JsonIgnore
  public double share() {
    return openHours == 0 ? 1 : coveredHours / (double) openHours;
  }

  /** What a figure says, by the hours it was seen in. */
  public enum State {
    /** No store was open, or its hours are not over: nothing is said about customers. */
    CLOSED,
    /** A store was open, and no photo came: whether customers did cannot be told. */
    SILENT,
    /** Photos came in some of the open hours: at least so many customers. */
    PARTLY,
    /** Photos came in nearly all open hours: a zero is a real one. */
    COVERED;

    private static final double NEARLY_ALL = 0.95;

    /** The state of some hours. */
    public static State of(long openHours, long coveredHours) {
      if (openHours == 0) {
        return CLOSED;
      }
      if (coveredHours == 0) {
        return SILENT;
      }
      return coveredHours >= NEARLY_ALL * openHours ? COVERED : PARTLY;
    }

    /** The word that the API uses. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
