package io.storelens.report.access;

import io.storelens.report.viewer.Grant;
import io.storelens.report.viewer.Viewer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Who there is, and what they see: the administrator of the settings, the users of the access file,
 * and whom the identity provider vouches for. What is taken from the file is taken from it at each
 * request, so that a user who is removed is out at once.
 */
public final class Accounts {
  private final Vertx vertx;
  private final Optional<Account> administrator;
  private final AccessList list;
  private final PasswordCheck passwords;
  private final Seal versions;

  /** Versions of passwords are told apart with a key from {@code secret}. */
  public Accounts(
      Vertx vertx, Optional<Account> administrator, AccessList list, byte[] secret, Clock clock) {
    this.vertx = vertx;
    this.administrator = administrator;
    this.list = list;
    this.passwords = new PasswordCheck(clock);
    this.versions = new Seal(secret, "version");
  }

  /** Whether somebody has this name. */
  boolean knows(String user) {
    return isAdministrator(user) || list.now().users().containsKey(user);
  }

  /** Who has this name and this password. */
  Future<Optional<Identity>> check(String user, String password) {
    if (isAdministrator(user)) {
      return Future.succeededFuture(
          administrator
              .filter(account -> account.matches(password))
              .map(account -> new Identity(user, List.of(), version(account))));
    }
    var hash = Optional.ofNullable(list.now().users().get(user)).map(AccessFile.User::passwordHash);
    return vertx.executeBlocking(
        () ->
            passwords.matches(password, hash)
                ? Optional.of(new Identity(user, List.of(), versions.fingerprint(hash.get())))
                : Optional.empty(),
        false);
  }

  /** What the owner of a session sees now; empty if there is no such user any more. */
  Optional<Viewer> viewer(Identity identity) {
    if (Identity.isOfProvider(identity.user())) {
      return Optional.of(viewer(identity.user(), identity.roles()));
    }
    return version(identity.user())
        .filter(identity.version()::equals)
        .flatMap(same -> viewer(identity.user()));
  }

  /** What a user with a password sees now; empty if there is none of this name. */
  public Optional<Viewer> viewer(String user) {
    if (isAdministrator(user)) {
      return Optional.of(Viewer.of(user, List.of(Grant.EVERYWHERE), true));
    }
    return Optional.ofNullable(list.now().users().get(user))
        .map(known -> viewer(user, known.roles()));
  }

  /** Whether nobody but the identity provider knows {@code user}. */
  public static boolean isOfProvider(String user) {
    return Identity.isOfProvider(user);
  }

  private Viewer viewer(String user, List<String> roles) {
    var known = list.now().roles();
    var held = roles.stream().filter(known::containsKey).map(known::get).toList();
    return Viewer.of(
        user,
        held.stream().flatMap(role -> role.grants().stream()).distinct().toList(),
        held.stream().anyMatch(AccessFile.Role::administrator));
  }

  private boolean isAdministrator(String user) {
    return administrator.map(account -> account.name().equals(user)).orElse(false);
  }

  private Optional<String> version(String user) {
    if (isAdministrator(user)) {
      return administrator.map(this::version);
    }
    return Optional.ofNullable(list.now().users().get(user))
        .map(known -> versions.fingerprint(known.passwordHash()));
  }

  private String version(Account account) {
    return versions.fingerprint(java.util.Base64.getEncoder().encodeToString(account.key()));
  }
}
