package io.storelens.analyzer.provider;

import java.time.Duration;

/** No provider can be asked at present; the photo is to be sent again. */
public final class NotNowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Duration retryAfter;
  private final boolean forNextProvider;

  /**
   * Another provider may be asked instead.
   *
   * @param message says why, without keys and without anything of the photo
   * @param retryAfter when it is worth trying again
   */
  public NotNowException(String message, Duration retryAfter) {
    this(message, retryAfter, true);
  }

  /**
   * @param message says why, without keys and without anything of the photo
   * @param retryAfter when it is worth trying again
   * @param forNextProvider whether another provider may be asked instead
   */
  public NotNowException(String message, Duration retryAfter, boolean forNextProvider) {
    super(message);
    this.retryAfter = retryAfter;
    this.forNextProvider = forNextProvider;
  }

  /** Whether another provider may be asked instead. */
  public boolean isForNextProvider() {
    return forNextProvider;
  }

  /** When it is worth trying again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
