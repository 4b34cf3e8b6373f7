package io.storelens.ingest.ftp;

import io.storelens.ingest.camera.Account;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.apache.mina.core.session.IoSession;

/**
 * What the server knows of one control connection. Commands of a session come one after the other;
 * only {@link #interrupt} may be called from other threads.
 */
final class ControlSession {
  private static final String ATTRIBUTE = ControlSession.class.getName();

  private final InetAddress local;
  private final InetAddress remote;
  private final long since = System.nanoTime();
  private final SentFiles files = new SentFiles();
  private volatile DataConnection data;
  // AUTH was sent: from here to the end of the handshake there is no clear text.
  private volatile boolean clearTextOver;
  private Optional<SessionTls> tls = Optional.empty();
  private boolean dataProtected;
  private Optional<String> username = Optional.empty();
  private volatile Optional<Account> account = Optional.empty();
  private VirtualPath folder = VirtualPath.ROOT;
  private int wrongPasswords;
  private volatile long lastUsed = since;
  private volatile boolean atWork;

  private ControlSession(IoSession session) {
    this.local = ((InetSocketAddress) session.getLocalAddress()).getAddress();
    this.remote = ((InetSocketAddress) session.getRemoteAddress()).getAddress();
  }

  /** Begins to know {@code session}. */
  static void begin(IoSession session) {
    session.setAttribute(ATTRIBUTE, new ControlSession(session));
  }

  /** What is known of {@code session}. */
  static ControlSession of(IoSession session) {
    return (ControlSession) session.getAttribute(ATTRIBUTE);
  }

  /** The server's address of this connection. */
  InetAddress local() {
    return local;
  }

  /** The camera's address. */
  InetAddress remote() {
    return remote;
  }

  /** What {@code USER} said. */
  Optional<String> username() {
    return username;
  }

  void username(String name) {
    username = Optional.of(name);
    account = Optional.empty();
  }

  /** What is logged in to, as the directory had it then. */
  Optional<Account> account() {
    return account;
  }

  void loggedIn(Account known) {
    account = Optional.of(known);
  }

  /** Counts a wrong password, and tells how many there were. */
  int wrongPassword() {
    return ++wrongPasswords;
  }

  /** Its TLS; empty while it is in clear. */
  Optional<SessionTls> tls() {
    return tls;
  }

  /** TLS begins. Who was logged in is not any more (RFC 4217, 4). */
  void secured(SessionTls begun, boolean protectData) {
    tls = Optional.of(begun);
    dataProtected = protectData;
    username = Optional.empty();
    account = Optional.empty();
  }

  /** Whether data connections have TLS too. */
  boolean isDataProtected() {
    return dataProtected;
  }

  void protectData(boolean protect) {
    dataProtected = protect;
  }

  /** {@code AUTH} was sent. From any thread. */
  void clearTextEnds() {
    clearTextOver = true;
  }

  /** There was no TLS for {@code AUTH}, or it is complete. From any thread. */
  void clearTextMayFollow() {
    clearTextOver = false;
  }

  /** Whether a command that comes now was smuggled in before the handshake. From any thread. */
  boolean isClearTextOver() {
    return clearTextOver;
  }

  VirtualPath folder() {
    return folder;
  }

  void folder(VirtualPath path) {
    folder = path;
  }

  /** Takes {@code next} in place of the data connection there was. */
  void data(DataConnection next) {
    closeData();
    data = next;
  }

  Optional<DataConnection> data() {
    return Optional.ofNullable(data);
  }

  void closeData() {
    var old = data;
    if (old != null) {
      data = null;
      old.close();
    }
  }

  /** Ends a transfer that is under way. From any thread. */
  void interrupt(String because) {
    var running = data;
    if (running != null) {
      running.abort(because);
    }
  }

  /** What it has sent. */
  SentFiles files() {
    return files;
  }

  /** A command is being carried out. */
  void begins() {
    atWork = true;
  }

  /** The command has been answered. */
  void ends() {
    lastUsed = System.nanoTime();
    atWork = false;
  }

  /** Whether a command is being carried out. From any thread, like the next two. */
  boolean isAtWork() {
    return atWork;
  }

  /** How long it has been there. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - since);
  }

  /** How long since the last command ended. */
  Duration unusedFor() {
    return Duration.ofNanos(System.nanoTime() - lastUsed);
  }
}
