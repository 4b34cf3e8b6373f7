package io.storelens.contract.handover;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Photos the ingest refused by itself: the JSON body of {@code POST} {@link #PATH}. {@code 200}
 * means counted, now or before: a report is counted once by its id. {@code 503} means try again.
 *
 * @param id names this report; sent again unchanged when the answer was lost
 * @param refusals counts, at most one for a camera, hour and reason
 */
public record RefusalReport(UUID id, List<Refusal> refusals) {
  /** Where analyzers take reports. */
  public static final String PATH = "/v1/refusals";

  public RefusalReport {
    refusals = List.copyOf(refusals);
  }

  /**
   * Photos of one camera refused for one reason in one hour.
   *
   * @param camera the camera's resource name
   * @param hour the beginning of the UTC hour they arrived in
   * @param reason why
   * @param photos how many; at least 1
   */
  public record Refusal(String camera, Instant hour, RefusalReason reason, int photos) {}
}
