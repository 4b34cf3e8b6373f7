package io.storelens.contract.config;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** Values of settings that are more than a number; each method throws what {@link Env} reports. */
final class Texts {
  private Texts() {}

  /** The parts between commas, without blanks; empty parts are left out. */
  static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** An address that is called over HTTP. */
  static URI webAddress(String text) {
    var address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    if (!web || address.getHost() == null) {
      throw new IllegalArgumentException("is not an address such as https://host");
    }
    return address;
  }

  /** Money, 0 or more. */
  static BigDecimal price(String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,6})?")) {
      throw new IllegalArgumentException("is not an amount such as 0.60");
    }
    return new BigDecimal(text);
  }
}
