package io.storelens.embedded.database;

import java.io.IOException;

/** Tells where PostgreSQL and TimescaleDB are unpacked, for an image to be made of them. */
public final class ProgramFolder {
  private ProgramFolder() {}

  /**
   * Prints the root folder of the unpacked packages, and fetches them before where needed.
   *
   * @throws IOException if they cannot be fetched; says the remedy
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.println(PostgresPrograms.fetch(System.err::println).root());
  }
}
