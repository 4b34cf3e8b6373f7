package io.storelens.contract.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who may use the reports.
 *
 * @param adminUser name of the administrator of a small set-up
 * @param adminPassword its password; without one there is no such user. {@link #toString} hides it
 * @param sessionSecret what sessions are signed with, the same in every replica; empty to derive it
 *     from the administrator's password
 * @param file YAML file of roles and users
 * @param oidc where users log in by OpenID Connect
 * @param requestsPerMinute most requests of one user, 1 to 1,000,000
 */
public record AccessConfig(
    String adminUser,
    Optional<String> adminPassword,
    Optional<String> sessionSecret,
    Optional<Path> file,
    Optional<OidcConfig> oidc,
    int requestsPerMinute) {
  private static final int SHORTEST_SECRET = 32;

  /** Only an administrator. */
  public static AccessConfig ofAdministrator(String user, String password) {
    return new AccessConfig(
        user, Optional.of(password), Optional.empty(), Optional.empty(), Optional.empty(), 600);
  }

  /** Reads {@code STORELENS_ADMIN_*} and {@code REPORT_*}; problems stay in {@code env}. */
  static AccessConfig from(Env env) {
    var secret = env.optional("REPORT_SESSION_SECRET");
    if (secret.isPresent() && secret.get().length() < SHORTEST_SECRET) {
      env.problem("REPORT_SESSION_SECRET must have at least " + SHORTEST_SECRET + " characters");
    }
    var file = env.optional("REPORT_ACCESS_FILE").map(Path::of);
    var oidc = OidcConfig.from(env);
    var password = env.optional("STORELENS_ADMIN_PASSWORD");
    if (password.isEmpty() && file.isEmpty()) {
      env.problem("STORELENS_ADMIN_PASSWORD or REPORT_ACCESS_FILE is required");
    }
    if (password.isEmpty() && file.isPresent() && secret.isEmpty()) {
      env.problem("REPORT_SESSION_SECRET is required without STORELENS_ADMIN_PASSWORD");
    }
    if (oidc.isPresent() && file.isEmpty()) {
      env.problem("REPORT_ACCESS_FILE is required with REPORT_OIDC_ISSUER: it says what roles see");
    }
    return new AccessConfig(
        env.text("STORELENS_ADMIN_USER", "admin"),
        password,
        secret,
        file,
        oidc,
        env.integer("REPORT_REQUESTS_PER_MINUTE", 600, 1, 1_000_000));
  }

  /** What {@link #from} reads. Holds secrets: goes into a Secret. */
  public Map<String, String> toEnv() {
    var env = new TreeMap<String, String>();
    env.put("STORELENS_ADMIN_USER", adminUser);
    adminPassword.ifPresent(value -> env.put("STORELENS_ADMIN_PASSWORD", value));
    sessionSecret.ifPresent(value -> env.put("REPORT_SESSION_SECRET", value));
    file.ifPresent(value -> env.put("REPORT_ACCESS_FILE", value.toString()));
    oidc.ifPresent(value -> env.putAll(value.toEnv()));
    env.put("REPORT_REQUESTS_PER_MINUTE", Integer.toString(requestsPerMinute));
    return env;
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "AccessConfig[file=" + file.map(Path::toString).orElse("-") + ", oidc=" + oidc + "]";
  }
}
