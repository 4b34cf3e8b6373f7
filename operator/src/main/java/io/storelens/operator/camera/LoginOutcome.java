package io.storelens.operator.camera;

import io.storelens.operator.condition.Verdict;
import io.storelens.operator.directory.Credentials;
import java.util.Optional;

/**
 * What a camera logs in with, or why it cannot.
 *
 * @param credentials empty where there is a problem
 * @param problem what {@code Ready} says then
 */
record LoginOutcome(Optional<Credentials> credentials, Optional<Verdict> problem) {
  static LoginOutcome of(Credentials credentials) {
    return new LoginOutcome(Optional.of(credentials), Optional.empty());
  }

  static LoginOutcome none(Verdict problem) {
    return new LoginOutcome(Optional.empty(), Optional.of(problem));
  }
}
