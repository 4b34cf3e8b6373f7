package io.storelens.embedded.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TimescaleDB server of this process's own, on 127.0.0.1, with its data in a folder. Nothing is
 * installed on the machine. What is committed survives a kill of the server or of this process; a
 * server that was left over is ended by the next start on the same folder.
 *
 * <p>{@link #close} ends it in order. Should this process be killed, the server ends too.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedDatabase.class);

  private static final String LOCK_FILE = "postmaster.pid";
  private static final String READY = "ready";
  private static final String USER = "storelens";
  private static final String DATABASE = "storelens";
  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

  /** Index of the line of {@code postmaster.pid} with the server's port. */
  private static final int LOCK_FILE_PORT = 3;

  /** Index of the line of {@code postmaster.pid} with the server's state. */
  private static final int LOCK_FILE_STATUS = 7;

  /** A free port may be taken by another program before the server has it. */
  private static final int PORTS_TRIED = 3;

  private final DatabaseFolder folder;
  private final PostgresPrograms programs;
  private final ServerAccount account;
  private final Process server;
  private final Lifeline lifeline;
  private final int port;
  private final String password;

  private EmbeddedDatabase(
      DatabaseFolder folder,
      PostgresPrograms programs,
      ServerAccount account,
      Process server,
      Lifeline lifeline,
      int port,
      String password) {
    this.folder = folder;
    this.programs = programs;
    this.account = account;
    this.server = server;
    this.lifeline = lifeline;
    this.port = port;
    this.password = password;
  }

  /** {@link #start(Path, int, Consumer)} on any free port. */
  public static EmbeddedDatabase start(Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    return start(folder, 0, progress);
  }

  /**
   * Starts a server and waits until it answers. The first start on a machine fetches PostgreSQL and
   * TimescaleDB (about 40 MB); the first in a folder makes the database.
   *
   * @param folder where the data are kept; made when needed
   * @param port port to listen on, 1 to 65535; 0 for any free one
   * @param progress told what takes time, one line each
   * @throws IOException if it cannot be fetched or started, or another process uses the folder;
   *     says the remedy or the end of the server's log
   */
  public static EmbeddedDatabase start(Path folder, int port, Consumer<String> progress)
      throws IOException, InterruptedException {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
    }
    var programs = PostgresPrograms.fetch(progress);
    var opened = DatabaseFolder.open(folder);
    try {
      return start(opened, programs, port, progress);
    } catch (IOException | InterruptedException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * How to reach the database that another process started in {@code folder}: a JDBC URL with user
   * and password, a secret.
   *
   * @return empty where none is ready, or this user may not read the folder
   */
  public static Optional<String> urlOfRunning(Path folder) {
    try {
      var lines = Files.readAllLines(folder.resolve("data").resolve(LOCK_FILE));
      if (lines.size() <= LOCK_FILE_STATUS || !lines.get(LOCK_FILE_STATUS).strip().equals(READY)) {
        return Optional.empty();
      }
      var password = Files.readString(folder.resolve(DatabaseFolder.PASSWORD)).strip();
      return Optional.of(
          jdbcUrl(Integer.parseInt(lines.get(LOCK_FILE_PORT).strip()), DATABASE, password));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static EmbeddedDatabase start(
      DatabaseFolder folder, PostgresPrograms programs, int port, Consumer<String> progress)
      throws IOException, InterruptedException {
    var account = ServerAccount.forData(folder.data());
    if (!folder.isInitialized()) {
      progress.accept("Making a database in " + folder.data());
      initialize(folder, programs, account);
    }
    new LeftOverServer(folder.data(), account, programs).end(progress);
    for (int tried = 1; ; tried++) {
      int chosen = port == 0 ? freePort() : port;
      var database = launch(folder, programs, account, chosen);
      if (database.isReady()) {
        return database;
      }
      var log = folder.lastLogLines();
      if (port != 0 || tried == PORTS_TRIED || !log.contains("could not bind")) {
        throw new IOException(
            "the database server did not start; the end of " + folder.log() + ":\n" + log);
      }
    }
  }

  private static void initialize(
      DatabaseFolder folder, PostgresPrograms programs, ServerAccount account)
      throws IOException, InterruptedException {
    var fresh = folder.beginInitialization(account);
    var result =
        account
            .command(
                programs.path("initdb"),
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--pwfile=" + folder.passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums")
            .run();
    if (!result.succeeded()) {
      throw new IOException("could not make a database in " + fresh + ":\n" + result.lastLines());
    }
    folder.initialized(fresh);
  }

  private static EmbeddedDatabase launch(
      DatabaseFolder folder, PostgresPrograms programs, ServerAccount account, int port)
      throws IOException {
    ServerSettings.write(folder.data(), port, account);
    if (Files.exists(folder.log())) {
      Files.move(
          folder.log(),
          folder.log().resolveSibling("postgresql.log.1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    var server =
        account
            .detached(programs.path("postgres"), "-D", folder.data().toString())
            .start(ProcessBuilder.Redirect.to(folder.log().toFile()));
    return new EmbeddedDatabase(
        folder, programs, account, server, Lifeline.of(server, account), port, folder.password());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Waits for the server and makes the database where it is missing.
   *
   * @return false if the server ended instead
   */
  private boolean isReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    try {
      while (!saysReady()) {
        if (server.waitFor(20, TimeUnit.MILLISECONDS)) {
          lifeline.cut();
          return false;
        }
        if (System.nanoTime() > end) {
          throw new IOException("the database server is not ready after " + LONGEST_START);
        }
      }
      createDatabase();
      return true;
    } catch (SQLException e) {
      stopServer();
      throw new IOException("the database server does not answer: " + e.getMessage(), e);
    } catch (IOException | InterruptedException e) {
      stopServer();
      throw e;
    }
  }

  /**
   * Whether the server wrote so into its lock file. To try a connection instead could reach a
   * stranger on the port while this server fails to get it.
   */
  private boolean saysReady() throws IOException {
    var lockFile = folder.data().resolve(LOCK_FILE);
    if (!Files.exists(lockFile)) {
      return false;
    }
    var lines = Files.readAllLines(lockFile);
    return lines.size() > LOCK_FILE_STATUS
        && lines.get(0).equals(Long.toString(server.pid()))
        && lines.get(LOCK_FILE_STATUS).strip().equals(READY);
  }

  private void createDatabase() throws SQLException {
    try (var connection = DriverManager.getConnection(jdbcUrl("postgres"));
        var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, DATABASE);
      if (!query.executeQuery().next()) {
        try (var statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE " + DATABASE);
        }
      }
    }
  }

  /**
   * JDBC URL of the database, with user and password: a secret. The user may create extensions and
   * roles.
   */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  private String jdbcUrl(String database) {
    return jdbcUrl(port, database, password);
  }

  private static String jdbcUrl(int port, String database, String password) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(port, database, USER, password);
  }

  /** Port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Whether the server still runs. */
  public boolean alive() {
    return server.isAlive();
  }

  /**
   * Ends the server in order: open connections are cut, what is committed is kept. Does nothing the
   * second time.
   */
  @Override
  public void close() {
    try {
      stopServer();
    } catch (InterruptedException e) {
      server.destroy(); // No time to wait: the server ends by itself when its clients have gone.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOGGER.atWarn().setCause(e).log("database server not stopped in order");
    } finally {
      release();
    }
  }

  private void release() {
    try {
      folder.close();
    } catch (IOException e) {
      LOGGER.atWarn().setCause(e).log("database folder not released");
    }
  }

  private void stopServer() throws IOException, InterruptedException {
    lifeline.cut();
    if (!alive()) {
      return;
    }
    var result = stop("fast");
    if (alive() && !server.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
      stop("immediate");
      throw new IOException(result);
    }
  }

  private String stop(String mode) throws IOException, InterruptedException {
    return account
        .command(
            programs.path("pg_ctl"),
            "stop",
            "-D",
            folder.data().toString(),
            "-m",
            mode,
            "-w",
            "-t",
            Long.toString(LONGEST_STOP.toSeconds()))
        .run()
        .lastLines();
  }
}
