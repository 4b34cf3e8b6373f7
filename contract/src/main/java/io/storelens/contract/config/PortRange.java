package io.storelens.contract.config;

/**
 * A range of TCP ports, both ends included.
 *
 * @param first lowest port, 1 to 65535
 * @param last highest port, not below {@code first}
 */
public record PortRange(int first, int last) {
  /**
   * @throws IllegalArgumentException if the range is empty or leaves 1 to 65535
   */
  public PortRange {
    if (first < 1 || last > 65535 || first > last) {
      throw new IllegalArgumentException(
          "is not a range of ports such as 30000-30063: both from 1 to 65535, the first not above the"
              + " last");
    }
  }

  /**
   * Reads {@code 30000-30063}.
   *
   * @throws IllegalArgumentException if {@code text} is not a range
   */
  public static PortRange parse(String text) {
    if (!text.matches("\\d{1,5}-\\d{1,5}")) {
      throw new IllegalArgumentException("is not a range of ports such as 30000-30063");
    }
    int dash = text.indexOf('-');
    return new PortRange(
        Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
  }

  /** How many ports there are. */
  public int size() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
