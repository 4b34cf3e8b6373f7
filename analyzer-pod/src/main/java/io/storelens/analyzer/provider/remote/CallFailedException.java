package io.storelens.analyzer.provider.remote;

import java.time.Duration;
import java.util.Optional;

/** A call without faces. The message holds no key and nothing of a photo. */
public final class CallFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final CallOutcome outcome;
  private final transient Optional<Duration> retryAfter;

  /**
   * @param message what the provider said
   */
  public CallFailedException(CallOutcome outcome, String message) {
    this(outcome, message, Optional.empty());
  }

  /**
   * @param message what the provider said
   * @param retryAfter when the provider wants to be asked again
   */
  public CallFailedException(CallOutcome outcome, String message, Optional<Duration> retryAfter) {
    super(message);
    this.outcome = outcome;
    this.retryAfter = retryAfter;
  }

  /** What went wrong. */
  public CallOutcome outcome() {
    return outcome;
  }

  /** When the provider wants to be asked again, where it said so. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
