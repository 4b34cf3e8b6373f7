package io.storelens.report.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.storelens.contract.config.DatabaseConfig;
import java.time.Duration;

/** Connections that take on the configured role, and have the server stop what runs too long. */
final class ConnectionPool {
  /** A role that sees every store would make the viewers' limits void. */
  private static final String REFUSE_UNLIMITED =
      """
      do $$
      begin
        if pg_has_role(current_user, 'storelens_reader', 'usage') then
          raise insufficient_privilege using message =
            'role ' || current_user || ' sees every store: set DATABASE_ROLE to storelens_report';
        end if;
      end
      $$;
      """;

  private ConnectionPool() {}

  /** Connects when first used. */
  static HikariDataSource of(DatabaseConfig config, Duration timeout, boolean readOnly) {
    var settings = new HikariConfig();
    settings.setPoolName(readOnly ? "report" : "report-records");
    settings.setJdbcUrl(config.url());
    config.user().ifPresent(settings::setUsername);
    config.password().ifPresent(settings::setPassword);
    settings.setMaximumPoolSize(config.connections());
    // A connection that is made for a question makes it wait for plans, and for the server's
    // caches.
    settings.setMinimumIdle(config.connections());
    settings.setInitializationFailTimeout(-1);
    // Less than the whole time: "away" is another answer than "took too long".
    long connecting = Math.max(250, timeout.toMillis() / 2);
    settings.setConnectionTimeout(connecting);
    settings.setValidationTimeout(Math.min(2000, connecting));
    settings.addDataSourceProperty("ApplicationName", "storelens-report");
    // There are few statements, and their plans hardly depend on what is asked: planning took
    // longer than running. So they are prepared at once, and planned once.
    settings.addDataSourceProperty("prepareThreshold", "1");
    // A server that vanished without a word must not hold a worker for ever.
    settings.addDataSourceProperty("socketTimeout", Long.toString(timeout.toSeconds() + 5));
    settings.addDataSourceProperty("connectTimeout", Long.toString(timeout.toSeconds() + 1));
    settings.setConnectionInitSql(
        config.role().map(role -> "set role " + quoted(role) + "; ").orElse("")
            + REFUSE_UNLIMITED
            + (readOnly ? "set default_transaction_read_only = on; " : "")
            // Compiling 168 sums takes longer than running them.
            + "set jit = off; "
            + "set plan_cache_mode = force_generic_plan; "
            + "set statement_timeout = "
            + timeout.toMillis());
    return new HikariDataSource(settings);
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
