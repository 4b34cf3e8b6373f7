package io.storelens.report.period;

/** A parameter of a request has no meaning. The message says why, and what would have one. */
public final class BadParameterException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String parameter;

  /** {@code message} is about {@code parameter} and is shown to the user. */
  public BadParameterException(String parameter, String message) {
    super(parameter + " " + message);
    this.parameter = parameter;
  }

  /** The parameter's name. */
  public String parameter() {
    return parameter;
  }
}
