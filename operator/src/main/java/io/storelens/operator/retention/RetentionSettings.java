package io.storelens.operator.retention;

import io.storelens.contract.config.Env;
import java.time.Period;

/**
 * How long rows are kept, in days.
 *
 * @param observations faces, one row each
 * @param receipts ids of photos that were counted; a photo sent again after that counts again
 * @param cameraHours how each camera did in each hour, and its refusals
 */
public record RetentionSettings(int observations, int receipts, int cameraHours) {
  /** A year of faces and of cameras, a month of receipts. Roll-ups stay for ever. */
  public static final RetentionSettings DEFAULT = new RetentionSettings(365, 31, 365);

  private static final int LONGEST = 36_500;

  /**
   * Reads {@code RETENTION_OBSERVATIONS}, {@code RETENTION_RECEIPTS} and {@code
   * RETENTION_CAMERA_HOURS}, ISO-8601 periods of days such as {@code P365D}; problems stay in
   * {@code env} until it is verified.
   */
  public static RetentionSettings from(Env env) {
    return new RetentionSettings(
        env.parse("RETENTION_OBSERVATIONS", DEFAULT.observations(), RetentionSettings::days),
        env.parse("RETENTION_RECEIPTS", DEFAULT.receipts(), RetentionSettings::days),
        env.parse("RETENTION_CAMERA_HOURS", DEFAULT.cameraHours(), RetentionSettings::days));
  }

  private static int days(String text) {
    var period = Period.parse(text);
    if (period.getYears() != 0
        || period.getMonths() != 0
        || period.getDays() < 1
        || period.getDays() > LONGEST) {
      throw new IllegalArgumentException("is not a period of days, such as P365D");
    }
    return period.getDays();
  }
}
