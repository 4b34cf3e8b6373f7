package io.storelens.analyzer.result;

/** Nothing was written; the same may be tried again later. The message has no secrets. */
public final class NotCommittedException extends Exception {
  private static final long serialVersionUID = 1;

  NotCommittedException(String message) {
    super(message);
  }

  NotCommittedException(String message, Throwable cause) {
    super(message, cause);
  }
}
