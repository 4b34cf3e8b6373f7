package io.storelens.report.place;

/** No store is where the request asks for one. The message names the place. */
public final class UnknownPlaceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Of {@code filter}, in which no store lies. */
  public UnknownPlaceException(PlaceFilter filter) {
    super(
        "There is no store in "
            + filter
            + ". Choose another place; /api/v1/places lists them all.");
  }
}
