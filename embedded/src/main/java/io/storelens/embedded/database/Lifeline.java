package io.storelens.embedded.database;

import java.io.IOException;

/**
 * Ends the server when this process is gone, however it went. A shell waits at the end of a pipe
 * that only this process holds: the pipe closes with it, even on a kill. A server in a session of
 * its own would stay otherwise.
 */
final class Lifeline {
  private static final String WAIT_THEN_STOP_FAST = "read -r nothing; kill -INT \"$0\"";

  private final Process shell;

  private Lifeline(Process shell) {
    this.shell = shell;
  }

  /** Ties {@code server}, which runs as {@code account}, to this process. */
  static Lifeline of(Process server, ServerAccount account) throws IOException {
    return new Lifeline(
        account
            .detached("sh", "-c", WAIT_THEN_STOP_FAST, Long.toString(server.pid()))
            .start(ProcessBuilder.Redirect.PIPE, ProcessBuilder.Redirect.DISCARD));
  }

  /** Leaves the server to itself. */
  void cut() {
    shell.toHandle().destroyForcibly(); // Not the Process: that would close the pipe first.
  }
}
