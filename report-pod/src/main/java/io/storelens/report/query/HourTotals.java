package io.storelens.report.query;

import io.storelens.contract.face.Gender;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was counted in a local hour, which is not counted by age and mood.
 *
 * @param photos photos that were analysed
 * @param coveredHours how many hours of stores these are
 */
record HourTotals(
    long photos, long coveredHours, long customers, long female, long male, long unknown) {
  static final HourTotals NONE = new HourTotals(0, 0, 0, 0, 0, 0);

  HourTotals and(HourTotals more) {
    return new HourTotals(
        photos + more.photos,
        coveredHours + more.coveredHours,
        customers + more.customers,
        female + more.female,
        male + more.male,
        unknown + more.unknown);
  }

  Map<String, Long> byGender() {
    var genders = new LinkedHashMap<String, Long>();
    genders.put(Gender.FEMALE.code(), female);
    genders.put(Gender.MALE.code(), male);
    genders.put(Gender.UNKNOWN.code(), unknown);
    return genders;
  }
}
