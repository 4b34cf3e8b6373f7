package io.storelens.report.coverage;

/** What a time should bring: open hours, and photos where stores say how many they expect. */
public final class Expected {
  private long openHours;
  private double photos;
  private boolean known = true;

  void add(long hours, double morePhotos, boolean allKnown) {
    openHours += hours;
    photos += morePhotos;
    known &= allKnown || hours == 0;
  }

  /** Hours in which a store is open, summed over stores. */
  public long openHours() {
    return openHours;
  }

  /** One photo an expected customer; null where some store does not say what it expects. */
  Long photos() {
    return known && openHours > 0 ? Math.round(photos) : null;
  }
}
