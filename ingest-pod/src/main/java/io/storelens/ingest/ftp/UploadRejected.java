package io.storelens.ingest.ftp;

import io.storelens.contract.handover.RefusalReason;
import java.util.Optional;

/** An upload that ends without a photo: the reply to the camera, and how it is counted. */
final class UploadRejected extends Exception {
  private final int code;
  private final UploadOutcome outcome;
  private final transient Optional<RefusalReason> reason;

  private UploadRejected(
      int code, String text, UploadOutcome outcome, Optional<RefusalReason> reason) {
    super(text, null, false, false);
    this.code = code;
    this.outcome = outcome;
    this.reason = reason;
  }

  /** The camera should send the photo again. */
  static UploadRejected forNow(int code, String text, UploadOutcome outcome) {
    return new UploadRejected(code, text, outcome, Optional.empty());
  }

  /** This photo will not be taken. */
  static UploadRejected forGood(int code, String text, RefusalReason reason) {
    return new UploadRejected(code, text, UploadOutcome.REFUSED, Optional.of(reason));
  }

  int code() {
    return code;
  }

  UploadOutcome outcome() {
    return outcome;
  }

  Optional<RefusalReason> reason() {
    return reason;
  }
}
