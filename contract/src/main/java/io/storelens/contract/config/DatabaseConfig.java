package io.storelens.contract.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a pod reaches the database.
 *
 * @param url {@code jdbc:postgresql:} URL; may hold a password, so {@link #toString} hides it
 * @param user database user, where the URL names none
 * @param password its password
 * @param role role taken on after login ({@code SET ROLE}); empty to stay the user
 * @param connections most connections, 1 to 100
 */
public record DatabaseConfig(
    String url,
    Optional<String> user,
    Optional<String> password,
    Optional<String> role,
    int connections) {

  /** Reads {@code DATABASE_*}; problems stay in {@code env} until it is verified. */
  public static DatabaseConfig from(Env env, int connections) {
    return new DatabaseConfig(
        env.required("DATABASE_URL"),
        env.optional("DATABASE_USER"),
        env.optional("DATABASE_PASSWORD"),
        env.optional("DATABASE_ROLE"),
        env.integer("DATABASE_CONNECTIONS", connections, 1, 100));
  }

  /** What {@link #from} reads. Holds the password: goes into a Secret. */
  public Map<String, String> toEnv() {
    var env = new TreeMap<String, String>();
    env.put("DATABASE_URL", url);
    user.ifPresent(value -> env.put("DATABASE_USER", value));
    password.ifPresent(value -> env.put("DATABASE_PASSWORD", value));
    role.ifPresent(value -> env.put("DATABASE_ROLE", value));
    env.put("DATABASE_CONNECTIONS", Integer.toString(connections));
    return env;
  }

  /** The same database with another role and number of connections. */
  public DatabaseConfig as(String otherRole, int otherConnections) {
    return new DatabaseConfig(url, user, password, Optional.of(otherRole), otherConnections);
  }

  /** Without URL, user and password. */
  @Override
  public String toString() {
    return "DatabaseConfig[role=" + role.orElse("-") + ", connections=" + connections + "]";
  }
}
