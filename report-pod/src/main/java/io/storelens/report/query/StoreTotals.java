package io.storelens.report.query;

/**
 * What was counted in a store, or in several.
 *
 * @param photos photos that were analysed
 * @param coveredHours hours in which one was
 */
record StoreTotals(long customers, long photos, long coveredHours) {
  static final StoreTotals NONE = new StoreTotals(0, 0, 0);

  StoreTotals and(StoreTotals more) {
    return new StoreTotals(
        customers + more.customers, photos + more.photos, coveredHours + more.coveredHours);
  }
}
