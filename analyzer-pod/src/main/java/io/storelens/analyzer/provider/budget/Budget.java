package io.storelens.analyzer.provider.budget;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.storelens.analyzer.provider.remote.Spending;
import io.storelens.contract.config.BudgetConfig;
import io.storelens.contract.config.BudgetConfig.Action;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The money of a month, a provider. Sampling lasts evenly: money is released by the second, and the
 * share of photos that are analysed falls as less of a day's money is left over.
 */
public final class Budget implements Spending {
  private static final Logger LOGGER = LoggerFactory.getLogger(Budget.class);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private final Optional<BudgetConfig> config;
  private final UsageLedger ledger;
  private final Clock clock;
  private final Map<String, Account> accounts = new TreeMap<>();

  /** What one provider costs. Guarded by itself. */
  private static final class Account {
    private final BigDecimal price;
    private LocalDate month = LocalDate.MIN;
    private UsageLedger.Usage written = UsageLedger.Usage.NONE;
    private UsageLedger.Usage unwritten = UsageLedger.Usage.NONE;

    Account(BigDecimal price) {
      this.price = price;
    }

    UsageLedger.Usage usage() {
      return written.plus(unwritten);
    }
  }

  /**
   * @param config the limit; empty for none
   * @param prices of a thousand calls, by provider
   */
  public Budget(
      Optional<BudgetConfig> config,
      Map<String, BigDecimal> prices,
      UsageLedger ledger,
      Clock clock,
      MeterRegistry meters) {
    this.config = config;
    this.ledger = ledger;
    this.clock = clock;
    prices.forEach(
        (provider, price) -> {
          accounts.put(provider, new Account(price.divide(THOUSAND)));
          gauge(meters, "cost", "Money spent this month", provider, this::cost);
          gauge(meters, "forecast", "Money the month will have cost", provider, this::forecast);
          gauge(meters, "sampled", "Share of photos that are analysed", provider, this::share);
        });
  }

  @Override
  public boolean samples(String provider) {
    return ThreadLocalRandom.current().nextDouble() < share(provider);
  }

  @Override
  public Optional<Wait> wait(String provider) {
    if (config.isEmpty() || cost(provider) < config.get().monthly().doubleValue()) {
      return Optional.empty();
    }
    var rest =
        Duration.between(clock.instant(), month().plusMonths(1).atStartOfDay(ZoneOffset.UTC));
    return Optional.of(new Wait(rest, config.get().action() == Action.LOCAL));
  }

  @Override
  public void called(String provider) {
    var account = account(provider);
    synchronized (account) {
      account.unwritten = account.unwritten.plus(new UsageLedger.Usage(1, account.price));
    }
  }

  /** Money spent this month, over all analyzers as far as they have written it. */
  public double cost(String provider) {
    var account = account(provider);
    synchronized (account) {
      return account.usage().cost().doubleValue();
    }
  }

  /** What the month will have cost if it goes on like this. */
  public double forecast(String provider) {
    return cost(provider) / Math.max(elapsed(), 1e-6);
  }

  /** The share of photos that are analysed, 0 to 1. */
  public double share(String provider) {
    if (config.isEmpty() || config.get().action() != Action.SAMPLE) {
      return 1;
    }
    double monthly = config.get().monthly().doubleValue();
    double day = monthly / month().lengthOfMonth();
    double left = Math.min(monthly, monthly * elapsed() + day) - cost(provider);
    return day == 0 ? 0 : Math.max(0, Math.min(1, left / day));
  }

  /** Writes what was spent, and reads what others spent. What can't be written is kept. */
  public void settle() {
    accounts.forEach(
        (provider, account) -> {
          synchronized (account) {
            roll(account);
            var usage = account.unwritten;
            try {
              account.written = ledger.add(provider, account.month, usage);
              account.unwritten = UsageLedger.Usage.NONE;
            } catch (SQLException e) {
              LOGGER
                  .atWarn()
                  .addKeyValue("provider", provider)
                  .addKeyValue("sqlState", e.getSQLState())
                  .log("what the provider costs can't be written now");
            }
          }
        });
  }

  private Account account(String provider) {
    var account = accounts.get(provider);
    synchronized (account) {
      roll(account);
    }
    return account;
  }

  /** A new month begins with nothing; what is not written yet goes to the new one. */
  private void roll(Account account) {
    if (!account.month.equals(month())) {
      account.month = month();
      account.written = UsageLedger.Usage.NONE;
    }
  }

  private LocalDate month() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
  }

  /** The share of the month that is over, 0 to 1. */
  private double elapsed() {
    var begin = month().atStartOfDay(ZoneOffset.UTC).toInstant();
    var end = month().plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return (double) Duration.between(begin, clock.instant()).toMillis()
        / Duration.between(begin, end).toMillis();
  }

  private static void gauge(
      MeterRegistry meters,
      String name,
      String description,
      String provider,
      java.util.function.ToDoubleFunction<String> value) {
    Gauge.builder("storelens.analyzer.provider." + name, () -> value.applyAsDouble(provider))
        .description(description)
        .tag("provider", provider)
        .register(meters);
  }
}
