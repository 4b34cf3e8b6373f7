package io.storelens.analyzer.provider;

/** A provider that failed, through no fault of the photo. */
public final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Fails with {@code message}, which holds nothing of the photo. */
  public ProviderException(String message, Throwable cause) {
    super(message, cause);
  }
}
