package io.storelens.embedded.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
  @TempDir Path folder;

  @Test
  void startsFromNothingWithTimescaleAndKeepsDataAcrossARestart() throws Exception {
    // Given
    try (var database = start(folder)) {
      execute(database, "CREATE EXTENSION timescaledb");
      execute(database, "CREATE TABLE seen (time timestamptz NOT NULL, faces int)");
      execute(database, "SELECT create_hypertable('seen', by_range('time'))");
      execute(database, "INSERT INTO seen VALUES ('2026-03-01 12:00+00', 3)");
      assertThat(
              value(database, "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'"))
          .startsWith("2.");
    }
    // When
    try (var database = start(folder)) {
      // Then
      assertThat(database.alive()).isTrue();
      assertThat(value(database, "SELECT faces FROM seen")).isEqualTo("3");
      assertThat(value(database, "SELECT count(*) FROM timescaledb_information.chunks"))
          .isEqualTo("1");
    }
  }

  @Test
  void writesThroughToTheDiskAndListensOnThisMachineAlone() throws Exception {
    // When
    try (var database = start(folder)) {
      // Then
      assertThat(value(database, "SHOW fsync")).isEqualTo("on");
      assertThat(value(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(value(database, "SHOW jit")).isEqualTo("off");
      assertThat(value(database, "SELECT setting FROM pg_file_settings WHERE name = 'timezone'"))
          .isEqualTo("UTC");
      assertThat(value(database, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(value(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(
              value(database, "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method = 'trust'"))
          .isEqualTo("0");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("password"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void lowersAndRaisesCaseOutsideAscii() throws Exception {
    try (var database = start(folder)) {
      assertThat(value(database, "SELECT lower('ÉCOLE Straße')")).isEqualTo("école straße");
    }
  }

  @Test
  void letsItsUserMakeRoles() throws Exception {
    try (var database = start(folder)) {
      execute(database, "CREATE ROLE reader NOLOGIN");
      execute(database, "SET ROLE reader");
      assertThat(value(database, "SELECT count(*) FROM pg_roles WHERE rolname = 'reader'"))
          .isEqualTo("1");
    }
  }

  @Test
  void runsTwoDatabasesAtOnce() throws Exception {
    // When
    try (var first = start(folder.resolve("first"));
        var second = start(folder.resolve("second"))) {
      execute(first, "CREATE TABLE only_first (number int)");
      // Then
      assertThat(first.port()).isNotEqualTo(second.port());
      assertThat(value(first, "SELECT to_regclass('only_first')")).isEqualTo("only_first");
      assertThat(value(second, "SELECT to_regclass('only_first')")).isNull();
    }
  }

  @Test
  void refusesAFolderThatIsInUse() throws Exception {
    try (var database = start(folder)) {
      assertThatThrownBy(() -> start(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("already open");
      assertThat(database.alive()).isTrue();
    }
  }

  @Test
  void tellsTheEndOfTheLogWhenItCannotStart() throws Exception {
    // Given
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      assertThatThrownBy(() -> EmbeddedDatabase.start(folder, taken.getLocalPort(), line -> {}))
          // Then
          .isInstanceOf(IOException.class)
          .hasMessageContaining("postgresql.log")
          .hasMessageContaining("Address already in use");
    }
    try (var database = start(folder)) {
      assertThat(value(database, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void noticesTheDeathOfTheServerAndRecoversWhatWasCommitted() throws Exception {
    // Given
    try (var database = start(folder)) {
      execute(database, "CREATE TABLE kept (number int)");
      execute(database, "INSERT INTO kept SELECT generate_series(1, 1000)");
      // When
      postmaster(folder).destroyForcibly();
      // Then
      await().atMost(Duration.ofSeconds(20)).until(() -> !database.alive());
    }
    try (var database = start(folder)) {
      assertThat(value(database, "SELECT count(*) FROM kept")).isEqualTo("1000");
    }
  }

  @Test
  void losesNoCommittedRowAndLeavesNoServerWhenItsProcessIsKilled() throws Exception {
    // Given
    var program = writingProgram(List.of(), folder, classPath());
    try (var output = new BufferedReader(new InputStreamReader(program.getInputStream(), UTF_8))) {
      readUntil(output, 200);
      var server = postmaster(folder);
      // When
      program.toHandle().destroyForcibly();
      int committed = readUntil(output, Integer.MAX_VALUE);
      // Then
      await().atMost(Duration.ofSeconds(60)).until(() -> !server.isAlive());
      assertHoldsAtLeast(Math.max(200, committed));
    }
  }

  @Test
  void endsAServerThatWasLeftOver() throws Exception {
    // Given
    var program = writingProgram(List.of(), folder, classPath());
    try (var output = new BufferedReader(new InputStreamReader(program.getInputStream(), UTF_8))) {
      readUntil(output, 200);
      var server = postmaster(folder);
      program
          .children()
          .filter(child -> child.pid() != server.pid())
          .forEach(ProcessHandle::destroyForcibly);
      program.toHandle().destroyForcibly();
      int committed = readUntil(output, Integer.MAX_VALUE);
      assertThat(server.isAlive()).isTrue();
      // When, Then
      assertHoldsAtLeast(Math.max(200, committed));
      assertThat(server.isAlive()).isFalse();
    }
  }

  @Test
  void startsBesideAStrangerThatHasTheNumberInItsLockFile() throws Exception {
    // Given
    try (var database = start(folder)) {
      postmaster(folder).destroyForcibly();
      await().atMost(Duration.ofSeconds(20)).until(() -> !database.alive());
    }
    var lockFile = folder.resolve("data/postmaster.pid");
    var lines = new ArrayList<>(Files.readAllLines(lockFile));
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(lockFile, lines);
    // When
    try (var database = start(folder)) {
      // Then
      assertThat(value(database, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void fetchesAndRunsForAnUnprivilegedUser() throws Exception {
    // Given
    boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    var home = Files.createTempDirectory(Path.of("/tmp"), "storelens-it-");
    var user =
        root
            ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
            : List.<String>of();
    var classPath = copyClassPath(home.resolve("classes"));
    if (root) {
      Files.setAttribute(home, "unix:uid", 65534);
    }
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      // When
      var program = writingProgram(user, home.resolve("database"), classPath);
      try (var output =
          new BufferedReader(new InputStreamReader(program.getInputStream(), UTF_8))) {
        // Then
        assertThat(readUntil(output, 10)).isEqualTo(10);
        assertThat((int) Files.getAttribute(home.resolve("database/data"), "unix:uid"))
            .isEqualTo((int) Files.getAttribute(home, "unix:uid"));
        program.getOutputStream().write('\n');
        program.getOutputStream().close();
        readUntil(output, Integer.MAX_VALUE);
      }
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isZero();
      assertThat(home.resolve("database/data/postmaster.pid")).doesNotExist();
    } finally {
      delete(home);
    }
  }

  private void assertHoldsAtLeast(int rows) throws Exception {
    try (var database = start(folder)) {
      assertThat(Integer.parseInt(value(database, "SELECT count(*) FROM written")))
          .isGreaterThanOrEqualTo(rows);
      assertThat(value(database, "SELECT count(*) - max(number) FROM written")).isEqualTo("0");
    }
  }

  private static EmbeddedDatabase start(Path folder) throws IOException, InterruptedException {
    return EmbeddedDatabase.start(folder, line -> {});
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(database.jdbcUrl());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(database.jdbcUrl());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static ProcessHandle postmaster(Path folder) throws IOException {
    var pid = Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static Process writingProgram(List<String> user, Path database, String classPath)
      throws IOException {
    var words = new ArrayList<>(user);
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            WritingProgram.class.getName(),
            database.toString()));
    var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
    if (!user.isEmpty()) {
      builder.environment().put("XDG_CACHE_HOME", database.resolveSibling("cache").toString());
    }
    return builder.start();
  }

  /** Reads printed numbers until {@code number} came or the output ended; gives the last one. */
  private static int readUntil(BufferedReader output, int number) throws IOException {
    int last = 0;
    String line;
    while (last < number && (line = output.readLine()) != null) {
      last = Integer.parseInt(line);
    }
    return last;
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** The local repository may lie where only root may read. */
  private static String copyClassPath(Path target) throws IOException {
    var copies = new ArrayList<String>();
    for (var entry : classPath().split(File.pathSeparator, -1)) {
      var from = Path.of(entry);
      if (Files.exists(from)) {
        var to = target.resolve(copies.size() + "-" + from.getFileName());
        copy(from, to);
        copies.add(to.toString());
      }
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted((first, second) -> second.compareTo(first)).toList()) {
        Files.delete(file);
      }
    }
  }
}
