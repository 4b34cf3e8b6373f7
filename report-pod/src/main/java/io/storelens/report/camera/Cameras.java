package io.storelens.report.camera;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.storelens.report.query.View;
import java.util.List;
import java.util.Map;

/**
 * The cameras of a place.
 *
 * @param total how many there are
 * @param byStatus how many of each status
 * @param cameras those that need a look first, then by name; at most 1,000
 */
public record Cameras(
    @JsonUnwrapped View view, int total, Map<String, Long> byStatus, List<CameraHealth> cameras) {}
