package io.storelens.report.query;

import io.storelens.contract.face.Gender;
import java.util.LinkedHashMap;
import java.util.Map;

/** Customers of a local hour, which is not counted by age and mood. */
record HourTotals(long customers, long female, long male, long unknown) {
  static final HourTotals NONE = new HourTotals(0, 0, 0, 0);

  HourTotals and(HourTotals more) {
    return new HourTotals(
        customers + more.customers, female + more.female, male + more.male, unknown + more.unknown);
  }

  Map<String, Long> byGender() {
    var genders = new LinkedHashMap<String, Long>();
    genders.put(Gender.FEMALE.code(), female);
    genders.put(Gender.MALE.code(), male);
    genders.put(Gender.UNKNOWN.code(), unknown);
    return genders;
  }
}
