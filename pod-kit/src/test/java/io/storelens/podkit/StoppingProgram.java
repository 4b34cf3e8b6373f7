package io.storelens.podkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** A program that says what happens to it while it ends. */
public final class StoppingProgram {
  private StoppingProgram() {}

  /** Waits for a signal; with an argument it ends by itself, with that status. */
  public static void main(String[] arguments) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("a library's hook")));
    var termination = Termination.beforehand(StoppingProgram::stop);
    System.out.println("ready");
    if (arguments.length == 1) {
      System.exit(Integer.parseInt(arguments[0]));
    }
    termination.await();
  }

  /** Takes as long as its input is open, and fails when there was any. */
  private static void stop() {
    System.out.println("stopping");
    try {
      if (System.in.transferTo(OutputStream.nullOutputStream()) > 0) {
        throw new IllegalStateException("it does not stop");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.println("stopped");
  }
}
