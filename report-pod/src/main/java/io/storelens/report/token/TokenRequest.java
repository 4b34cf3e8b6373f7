package io.storelens.report.token;

import io.storelens.report.viewer.Grant;
import java.util.List;
import java.util.Optional;

/**
 * A token that is asked for.
 *
 * @param name what its owner calls it, 1 to 100 characters
 * @param grants what it sees; of these, what its owner sees
 * @param days how long it lasts, 1 to 365; 90 where it is left out
 */
record TokenRequest(String name, List<Grant> grants, Optional<Integer> days) {}
