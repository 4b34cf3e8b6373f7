package io.storelens.contract.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the report pod.
 *
 * @param http where page and API are served
 * @param access who may use them
 * @param queryTimeout longest a report may take before the answer is 504
 * @param database where rows come from
 * @param mail how reports are sent by mail; empty for not at all
 */
public record ReportConfig(
    ListenAddress http,
    AccessConfig access,
    Duration queryTimeout,
    DatabaseConfig database,
    Optional<MailConfig> mail) {

  /**
   * Reads {@code REPORT_*}, {@code STORELENS_ADMIN_PASSWORD} and {@code DATABASE_*}.
   *
   * @throws IllegalArgumentException naming every setting that is missing or out of range
   */
  public static ReportConfig from(Map<String, String> environment) {
    var env = new Env(environment);
    var config =
        new ReportConfig(
            ListenAddress.from(env, "REPORT_HTTP", 8080),
            AccessConfig.from(env),
            env.duration("REPORT_QUERY_TIMEOUT", Duration.ofSeconds(5)),
            DatabaseConfig.from(env, 4),
            MailConfig.from(env));
    env.verify();
    return config;
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "ReportConfig[http="
        + http
        + ", access="
        + access
        + ", queryTimeout="
        + queryTimeout
        + "]";
  }
}
