package io.storelens.operator.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the first migration needs of server and user, asked before anything is changed. */
final class DatabaseRequirements {
  /** {@code create_hypertable} with {@code by_range}. */
  private static final int[] TIMESCALEDB = {2, 13};

  private static final int ROLES = 4;

  private static final String QUESTIONS =
      """
      select
        (select installed_version from pg_available_extensions where name = 'timescaledb')
          as installed,
        (select default_version from pg_available_extensions where name = 'timescaledb')
          as available,
        (select rolsuper from pg_roles where rolname = current_user)
          or (has_database_privilege(current_database(), 'create')
            and (select coalesce(bool_or(trusted), false) from pg_available_extension_versions
              where name = 'timescaledb'))
          as may_create_extension,
        (select rolsuper or rolcreaterole from pg_roles where rolname = current_user)
          as may_create_roles,
        (select count(*) from pg_roles where rolname in ('storelens_writer', 'storelens_reader',
            'storelens_report', 'storelens_limited_reader'))
          as roles,
        has_schema_privilege('public', 'create') as may_create_tables,
        to_regclass('public.flyway_schema_history') is not null as migrated,
        current_user as user_name,
        current_database() as database_name
      """;

  private DatabaseRequirements() {}

  /** What is missing, each with its remedy; empty when nothing is. */
  static List<String> missing(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(QUESTIONS)) {
      answer.next();
      if (answer.getBoolean("migrated")) {
        return List.of();
      }
      var missing = new ArrayList<String>();
      checkExtension(answer, missing);
      checkPrivileges(answer, missing);
      return missing;
    }
  }

  private static void checkExtension(ResultSet answer, List<String> missing) throws SQLException {
    String installed = answer.getString("installed");
    String available = installed == null ? answer.getString("available") : installed;
    if (available == null) {
      missing.add(
          "TimescaleDB is not installed on the server; install it and add it to"
              + " shared_preload_libraries");
      return;
    }
    if (isOld(available)) {
      missing.add("TimescaleDB " + available + " is too old; 2.13 or newer is needed");
    }
    if (installed == null && !answer.getBoolean("may_create_extension")) {
      missing.add(
          "user "
              + answer.getString("user_name")
              + " may not create the extension; as a superuser run: create extension timescaledb");
    }
  }

  private static void checkPrivileges(ResultSet answer, List<String> missing) throws SQLException {
    String user = answer.getString("user_name");
    if (answer.getInt("roles") < ROLES && !answer.getBoolean("may_create_roles")) {
      missing.add(
          "user "
              + user
              + " may not create roles; as a superuser run: alter role \""
              + user
              + "\" createrole");
    }
    if (!answer.getBoolean("may_create_tables")) {
      missing.add(
          "user "
              + user
              + " may not create tables; as the database's owner run: grant create on schema public"
              + " to \""
              + user
              + "\"");
    }
  }

  private static boolean isOld(String version) {
    String[] parts = version.split("[^0-9]+", -1);
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    return major < TIMESCALEDB[0] || (major == TIMESCALEDB[0] && minor < TIMESCALEDB[1]);
  }
}
