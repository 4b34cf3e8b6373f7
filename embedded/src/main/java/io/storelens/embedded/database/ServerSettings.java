package io.storelens.embedded.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The server's {@code postgresql.conf}, written anew at each start. */
final class ServerSettings {
  /**
   * Durability stays on. The Apache edition's jobs can only fail, so no worker runs them. The log
   * holds warnings: statements would hold data.
   */
  private static final String SETTINGS =
      """
      # Written at each start. Own settings go into custom.conf beside this file.
      listen_addresses = '127.0.0.1'
      port = %d
      unix_socket_directories = ''
      max_connections = 100
      shared_preload_libraries = 'timescaledb'
      timescaledb.telemetry_level = off
      timescaledb.max_background_workers = 0
      max_worker_processes = 8
      shared_buffers = 192MB
      work_mem = 16MB
      maintenance_work_mem = 128MB
      jit = off
      fsync = on
      synchronous_commit = on
      full_page_writes = on
      min_wal_size = 80MB
      max_wal_size = 1GB
      checkpoint_timeout = 15min
      timezone = 'UTC'
      log_timezone = 'UTC'
      datestyle = 'iso, ymd'
      lc_messages = 'C'
      log_checkpoints = off
      log_statement = none
      log_min_error_statement = panic
      log_parameter_max_length_on_error = 0
      include_if_exists 'custom.conf'
      """;

  private ServerSettings() {}

  /** Writes the settings into {@code data}, for a server on {@code port}. */
  static void write(Path data, int port, ServerAccount account) throws IOException {
    var fresh = data.resolve("postgresql.conf.new");
    Files.writeString(fresh, SETTINGS.formatted(port));
    account.own(fresh);
    Files.move(fresh, data.resolve("postgresql.conf"), StandardCopyOption.ATOMIC_MOVE);
  }
}
