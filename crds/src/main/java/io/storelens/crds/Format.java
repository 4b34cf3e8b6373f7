package io.storelens.crds;

/** Regular expressions (RE2) that several fields share. */
public final class Format {
  /** Name of a resource that is also a DNS label (RFC 1123). */
  public static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

  /** Most characters of a DNS label. */
  public static final int NAME_LENGTH = 63;

  /** Most characters of a region's name: names of the region's parts are made of it. */
  public static final int REGION_LENGTH = 40;

  /** Name of a resource that is also a DNS subdomain (RFC 1123), as Secrets and Cameras have. */
  public static final String LONG_NAME =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  /** Most characters of a DNS subdomain. */
  public static final int LONG_NAME_LENGTH = 253;

  /** ISO-8601 duration of hours, minutes and seconds, such as {@code PT5M}. */
  public static final String DURATION =
      "^PT([0-9]{1,4}H([0-9]{1,4}M)?([0-9]{1,5}S)?|[0-9]{1,4}M([0-9]{1,5}S)?|[0-9]{1,5}S)$";

  /** ISO-8601 period of whole days, such as {@code P30D}. */
  public static final String DAYS = "^P(0|[1-9][0-9]{0,3})D$";

  private Format() {}
}
