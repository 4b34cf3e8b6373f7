package io.storelens.analyzer.photo;

import io.storelens.contract.handover.RefusalReason;

/** A photo that can never be analysed, however often it is tried. The message says why. */
public final class PhotoRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final RefusalReason reason;

  /** Refuses for {@code reason}; {@code message} is shown to the sender. */
  public PhotoRefusedException(RefusalReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What is counted. */
  public RefusalReason reason() {
    return reason;
  }
}
