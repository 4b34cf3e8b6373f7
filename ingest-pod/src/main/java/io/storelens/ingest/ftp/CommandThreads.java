package io.storelens.ingest.ftp;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.mina.core.filterchain.IoFilterEvent;
import org.apache.mina.core.session.IoEventType;
import org.apache.mina.filter.executor.ExecutorFilter;

/**
 * Carries commands out on threads, those of a session one after the other. What never waits, for a
 * camera, a disk or a costly hash, is carried out at once by the thread that read it, unless an
 * earlier command of the session is still at work: most of what a camera says is of this kind, and
 * a change of threads costs more than the command.
 */
final class CommandThreads extends ExecutorFilter {
  /** Commands that never wait. */
  static final Set<String> QUICK =
      Set.of(
          "USER", "QUIT", "NOOP", "CLNT", "SYST", "FEAT", "OPTS", "TYPE", "MODE", "STRU", "ALLO",
          "AUTH", "PBSZ", "PROT", "PWD", "CWD", "CDUP", "MKD", "SIZE", "MDTM", "EPSV");

  private final Set<String> quick;

  /**
   * Carries out on {@code threads}, which keep the order of a session, whatever is not among {@code
   * quick}.
   */
  CommandThreads(Executor threads, Set<String> quick) {
    // Nobody waits to hear that a reply was sent: that event costs no thread. Nor does a greeting.
    super(
        threads,
        IoEventType.EXCEPTION_CAUGHT,
        IoEventType.MESSAGE_RECEIVED,
        IoEventType.SESSION_CLOSED);
    this.quick = quick;
  }

  /** The {@link #QUICK} ones and {@code command}. */
  static Set<String> quickWith(String command) {
    var more = new HashSet<>(QUICK);
    more.add(command);
    return Set.copyOf(more);
  }

  @Override
  protected void fireEvent(IoFilterEvent event) {
    if (isQuick(event)) {
      event.fire();
    } else {
      super.fireEvent(event);
    }
  }

  private boolean isQuick(IoFilterEvent event) {
    return switch (event.getType()) {
      case MESSAGE_RECEIVED ->
          FloodGuard.isOnlyOne(event.getSession())
              && quick.contains(word(event.getParameter().toString()));
      case SESSION_CLOSED -> FloodGuard.isIdle(event.getSession());
      default -> false;
    };
  }

  private static String word(String line) {
    int end = line.indexOf(' ');
    return (end < 0 ? line : line.substring(0, end)).toUpperCase(Locale.ROOT);
  }
}
