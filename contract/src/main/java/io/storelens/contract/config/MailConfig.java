package io.storelens.contract.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the report pod sends reports by mail.
 *
 * @param host the SMTP server
 * @param port its port
 * @param tls how the connection is kept secret
 * @param user name to log in with; empty for none
 * @param password its password; {@link #toString} hides it
 * @param from address that mails come from
 * @param schedules file that says who gets which report when
 * @param pageAddress where the page is for those who get mails, such as {@code
 *     https://storelens.example.com}; empty for no link
 */
public record MailConfig(
    String host,
    int port,
    Tls tls,
    Optional<String> user,
    Optional<String> password,
    String from,
    Path schedules,
    Optional<String> pageAddress) {
  /** How a connection to the SMTP server is kept secret. */
  public enum Tls {
    /** It begins in clear, and has to change to TLS before anything is said (RFC 3207). */
    STARTTLS,
    /** TLS from the first byte (RFC 8314). */
    IMPLICIT,
    /** Not at all: for a server on the same machine. */
    NONE;

    private static Tls of(String text) {
      return Arrays.stream(values())
          .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "is not one of "
                          + Arrays.stream(values())
                              .map(each -> each.name().toLowerCase(Locale.ROOT))
                              .collect(Collectors.joining(", "))));
    }
  }

  /**
   * Reads {@code REPORT_SCHEDULES}, {@code REPORT_MAIL_HOST}, {@code REPORT_MAIL_PORT}, {@code
   * REPORT_MAIL_TLS}, {@code REPORT_MAIL_USER}, {@code REPORT_MAIL_PASSWORD}, {@code
   * REPORT_MAIL_FROM} and {@code REPORT_PAGE_ADDRESS}.
   *
   * @return empty if there is no file of schedules; problems of settings are left in {@code env}
   */
  static Optional<MailConfig> from(Env env) {
    var schedules = env.optional("REPORT_SCHEDULES");
    if (schedules.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new MailConfig(
            env.required("REPORT_MAIL_HOST"),
            env.integer("REPORT_MAIL_PORT", 587, 1, 65535),
            env.parse("REPORT_MAIL_TLS", Tls.STARTTLS, Tls::of),
            env.optional("REPORT_MAIL_USER"),
            env.optional("REPORT_MAIL_PASSWORD"),
            env.required("REPORT_MAIL_FROM"),
            Path.of(schedules.get()),
            env.optional("REPORT_PAGE_ADDRESS")));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "MailConfig[host=" + host + ", port=" + port + ", tls=" + tls + "]";
  }
}
