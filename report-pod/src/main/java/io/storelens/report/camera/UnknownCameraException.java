package io.storelens.report.camera;

/** There is no camera of the name that is asked for. The message names it. */
public final class UnknownCameraException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Of {@code name}. */
  public UnknownCameraException(String name) {
    super("There is no camera '" + name + "'. /api/v1/places lists them all.");
  }
}
