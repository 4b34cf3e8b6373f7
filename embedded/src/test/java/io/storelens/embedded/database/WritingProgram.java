package io.storelens.embedded.database;

import java.nio.file.Path;
import java.sql.DriverManager;

/**
 * A program for {@link EmbeddedDatabaseIT}: starts the database in the folder named by its
 * argument, commits one row after the other and prints the number of each after its commit. It ends
 * only by a kill, or in order when its standard input ends.
 */
final class WritingProgram {
  private WritingProgram() {}

  public static void main(String[] args) throws Exception {
    try (var database = EmbeddedDatabase.start(Path.of(args[0]), line -> System.err.println(line));
        var connection = DriverManager.getConnection(database.jdbcUrl());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS written (number int)");
      for (int number = 1; System.in.available() == 0; number++) {
        statement.execute("INSERT INTO written VALUES (" + number + ")");
        System.out.println(number);
      }
    }
  }
}
