package io.storelens.e2e;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The figures of a summary report that the stories ask about.
 *
 * @param customers faces that met the requirements
 * @param female of these, taken for women
 * @param male of these, taken for men
 * @param photos photos analysed
 * @param refused photos refused
 */
record Summary(int customers, int female, int male, int photos, int refused) {
  /** The summary of all stores for the last days up to today, wherever today is. */
  static Summary of(StorelensProcess storelens) {
    JsonNode report = storelens.report("reports/summary");
    return new Summary(
        report.required("customers").intValue(),
        report.required("gender").required("female").intValue(),
        report.required("gender").required("male").intValue(),
        report.required("photos").intValue(),
        report.required("refused").intValue());
  }
}
