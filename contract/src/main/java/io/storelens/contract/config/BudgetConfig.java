package io.storelens.contract.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * What providers may cost.
 *
 * @param monthly most money a provider may cost in a month (UTC), over all analyzers
 * @param action what happens to photos beyond
 */
public record BudgetConfig(BigDecimal monthly, Action action) {

  /** What happens to photos that the budget does not pay for. */
  public enum Action {
    /** The next provider of the chain takes them; without one they wait. */
    LOCAL,
    /**
     * Only as many photos are analysed as the budget lasts for, evenly over the month; how many is
     * written down, and reports tell it.
     */
    SAMPLE,
    /** They wait in the ingest's spool for the next month. */
    QUEUE
  }

  /** Reads {@code ANALYZER_BUDGET_*}; empty where no amount is set. */
  static Optional<BudgetConfig> from(Env env) {
    var action = env.parse("ANALYZER_BUDGET_ACTION", Action.LOCAL, BudgetConfig::action);
    return env.parse(
        "ANALYZER_BUDGET_MONTHLY",
        Optional.empty(),
        text -> Optional.of(new BudgetConfig(Texts.price(text), action)));
  }

  private static Action action(String text) {
    for (Action action : Action.values()) {
      if (action.name().toLowerCase(Locale.ROOT).equals(text)) {
        return action;
      }
    }
    throw new IllegalArgumentException("is none of local, sample, queue");
  }
}
