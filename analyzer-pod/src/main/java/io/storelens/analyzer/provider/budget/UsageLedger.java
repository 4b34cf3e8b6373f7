package io.storelens.analyzer.provider.budget;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;

/** Keeps what was spent, over all analyzers and restarts. */
public interface UsageLedger {
  /**
   * What a provider was asked in a month.
   *
   * @param calls that were charged
   * @param cost of them
   */
  record Usage(long calls, BigDecimal cost) {
    /** Nothing yet. */
    public static final Usage NONE = new Usage(0, BigDecimal.ZERO);

    Usage plus(Usage other) {
      return new Usage(calls + other.calls, cost.add(other.cost));
    }
  }

  /**
   * Adds to a provider's month.
   *
   * @param month its first day
   * @return the sum with what others added
   */
  Usage add(String provider, LocalDate month, Usage usage) throws SQLException;
}
