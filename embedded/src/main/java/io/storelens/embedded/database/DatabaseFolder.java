package io.storelens.embedded.database;

import io.storelens.embedded.command.Command;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What a database keeps: {@code data/} (PostgreSQL's own), {@code password}, {@code
 * postgresql.log}, and {@code lock}, held by the process that uses the folder.
 */
final class DatabaseFolder implements AutoCloseable {
  /** Name of the file of the password. */
  static final String PASSWORD = "password";

  private static final int PASSWORD_BYTES = 24;

  private final Path root;
  private final FileChannel lock;

  private DatabaseFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Takes the folder for this process; makes it when needed.
   *
   * @throws IOException if another process has it, or it cannot be written
   */
  static DatabaseFolder open(Path folder) throws IOException {
    var root = Files.createDirectories(folder).toRealPath();
    var channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new DatabaseFolder(root, channel);
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IOException("the database in " + root + " is already open in this process", e);
    }
    channel.close();
    throw new IOException(
        "the database in " + root + " is in use by another Storelens: stop that one first");
  }

  Path data() {
    return root.resolve("data");
  }

  Path log() {
    return root.resolve("postgresql.log");
  }

  /** The end of the server's log, for an error message. */
  String lastLogLines() throws IOException {
    return Files.isReadable(log()) ? Command.lastLines(Files.readString(log())) : "";
  }

  boolean isInitialized() {
    return Files.exists(data());
  }

  /**
   * Makes an empty folder for initdb. What an interrupted one left is taken away.
   *
   * @return a folder beside {@link #data}, for {@link #initialized}
   */
  Path beginInitialization(ServerAccount account) throws IOException {
    var fresh = root.resolve("data.new");
    if (Files.exists(fresh)) {
      try (var files = Files.walk(fresh)) {
        for (var file : files.sorted((first, second) -> second.compareTo(first)).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectory(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    account.own(fresh);
    return fresh;
  }

  /** Puts a complete folder into its place. */
  void initialized(Path fresh) throws IOException {
    Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** File of the password, readable by its owner alone. Made on first use. */
  Path passwordFile() throws IOException {
    var file = root.resolve(PASSWORD);
    if (!Files.exists(file)) {
      var random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      var fresh = root.resolve("password.new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, HexFormat.of().formatHex(random) + "\n", StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  String password() throws IOException {
    return Files.readString(passwordFile(), StandardCharsets.UTF_8).strip();
  }

  /** Gives the folder free. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
