package io.storelens.embedded.database;

import io.storelens.embedded.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The user that the server runs as. PostgreSQL refuses root: then it is {@code nobody}, or whoever
 * owns the data already. Any other user runs it as itself.
 */
final class ServerAccount {
  private static final String UNPRIVILEGED = "nobody";

  private final List<String> prefix;
  private final int user;
  private final int group;

  private ServerAccount(List<String> prefix, int user, int group) {
    this.prefix = prefix;
    this.user = user;
    this.group = group;
  }

  /**
   * @param data folder of the server's data; need not be there
   * @throws IOException if the server could not use {@code data}; says why
   */
  static ServerAccount forData(Path data) throws IOException {
    int self = owner(Path.of("/proc/self"));
    if (self != 0) {
      if (Files.exists(data) && owner(data) != self) {
        throw new IOException(
            "the database in " + data + " belongs to another user: start as that user, or as root");
      }
      return new ServerAccount(List.of(), self, group(Path.of("/proc/self")));
    }
    if (Files.exists(data) && owner(data) != 0) {
      return unprivileged(owner(data), group(data));
    }
    try (var accounts = Files.lines(Path.of("/etc/passwd"))) {
      var fields =
          accounts
              .filter(account -> account.startsWith(UNPRIVILEGED + ":"))
              .map(account -> account.split(":"))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IOException(
                          "PostgreSQL does not run as root, and the user nobody is missing: start"
                              + " Storelens as another user"));
      return unprivileged(Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
    }
  }

  /**
   * The data may lie below a folder that only root may enter, such as root's home. So the server
   * keeps the right to pass, and the kernel is told not to take it off in access(2), with which
   * PostgreSQL looks for its own programs.
   */
  private static ServerAccount unprivileged(int user, int group) throws IOException {
    if (!Command.exists("setpriv")) {
      throw new IOException(
          "PostgreSQL does not run as root, and setpriv is missing: apt-get install util-linux, or"
              + " start Storelens as another user");
    }
    return new ServerAccount(
        List.of(
            "setpriv",
            "--reuid=" + user,
            "--regid=" + group,
            "--clear-groups",
            "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override"),
        user,
        group);
  }

  /** A program run to its end as this user. */
  Command command(String... words) {
    var all = new ArrayList<>(prefix);
    all.addAll(List.of(words));
    return new Command(all, environment());
  }

  /** A program that stays when the terminal's processes are interrupted. */
  Command detached(String... words) {
    var all = new ArrayList<>(List.of("setsid"));
    all.addAll(prefix);
    all.addAll(List.of(words));
    return new Command(all, environment());
  }

  /** Makes {@code file} this user's. */
  void own(Path file) throws IOException {
    if (owner(file) != user) {
      Files.setAttribute(file, "unix:uid", user);
      Files.setAttribute(file, "unix:gid", group);
    }
  }

  /** The machine's OpenSSL settings are for another OpenSSL. */
  private static Map<String, String> environment() {
    return Map.of("OPENSSL_CONF", "/dev/null");
  }

  private static int owner(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:uid");
  }

  private static int group(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:gid");
  }
}
