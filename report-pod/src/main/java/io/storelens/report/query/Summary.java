package io.storelens.report.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;
import java.util.Optional;

/**
 * Key figures of a place and period. In the maps null is a group too small to show.
 *
 * @param customers faces that met their region's requirements; a person who comes twice counts
 *     twice
 * @param gender customers by gender
 * @param age customers by age band
 * @param mood customers by mood
 * @param photos photos that were analysed
 * @param refused photos that were refused
 * @param belowRequirements faces too small, too blurred or too far turned away to be counted
 * @param smallestGroup fewest customers of a group that are shown; 1 shows all
 * @param note what a reader should know of hidden groups
 */
public record Summary(
    @JsonUnwrapped View view,
    long customers,
    Map<String, Long> gender,
    Map<String, Long> age,
    Map<String, Long> mood,
    long photos,
    long refused,
    long belowRequirements,
    int smallestGroup,
    @JsonInclude(Include.NON_ABSENT) Optional<String> note) {}
