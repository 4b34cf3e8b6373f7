package io.storelens.report.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.storelens.report.coverage.Coverage;
import java.util.Map;
import java.util.Optional;

/**
 * Key figures of a place and period. In the maps null is a group too small to show.
 *
 * @param customers faces that met their region's requirements; a person who comes twice counts
 *     twice
 * @param gender customers by gender
 * @param age customers by age band
 * @param pyramid customers by age band, for each gender
 * @param mood customers by mood
 * @param photos photos that were analysed
 * @param refused photos that were refused
 * @param belowRequirements faces too small, too blurred or too far turned away to be counted
 * @param coverage how much of it was seen
 * @param smallestGroup fewest customers of a group that are shown; 1 shows all
 * @param note what a reader should know of hidden groups
 * @param comparison the same of another period or place, where one was asked for
 */
public record Summary(
    @JsonUnwrapped View view,
    long customers,
    Map<String, Long> gender,
    Map<String, Long> age,
    Map<String, Map<String, Long>> pyramid,
    Map<String, Long> mood,
    long photos,
    long refused,
    long belowRequirements,
    Coverage coverage,
    int smallestGroup,
    @JsonInclude(Include.NON_ABSENT) Optional<String> note,
    @JsonInclude(Include.NON_ABSENT) Optional<Comparison> comparison) {
  /**
   * What a summary is held against.
   *
   * @param figures the same figures of the other period or place
   * @param change by what the customers differ from its customers, such as 0.12 for 12 % more; null
   *     where it had none
   * @param changePerHour the same of the customers of a covered hour; null where nothing was
   *     covered or nobody came
   * @param comparable whether about the same hours were seen of both
   * @param remark why they are not comparable
   */
  public record Comparison(
      Summary figures,
      @JsonInclude(Include.NON_NULL) Double change,
      @JsonInclude(Include.NON_NULL) Double changePerHour,
      boolean comparable,
      @JsonInclude(Include.NON_ABSENT) Optional<String> remark) {}

  /** This summary, held against {@code other}. */
  Summary against(Summary other) {
    var likeness = Likeness.of(coverage, other.coverage);
    return new Summary(
        view,
        customers,
        gender,
        age,
        pyramid,
        mood,
        photos,
        refused,
        belowRequirements,
        coverage,
        smallestGroup,
        note,
        Optional.of(
            new Comparison(
                other,
                Likeness.change(customers, other.customers),
                Likeness.changePerHour(customers, coverage, other.customers, other.coverage),
                likeness.comparable(),
                likeness.remark())));
  }
}
