package io.storelens.report.audit;

/** What was asked for is for administrators. */
public final class NotAdministratorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says so. */
  public NotAdministratorException() {
    super("This is for administrators, and for no token.");
  }
}
