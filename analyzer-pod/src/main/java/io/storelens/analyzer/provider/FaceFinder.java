package io.storelens.analyzer.provider;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoRefusedException;

/** Finds the faces of one photo after the other. Belongs to one thread. */
public interface FaceFinder extends AutoCloseable {
  /**
   * Finds and measures all faces, and tells the traits of those that {@code inspection} asks for.
   *
   * @return the faces, the surest first, and who found them
   * @throws PhotoRefusedException if the photo can never be analysed
   * @throws NotNowException if the provider can't be asked at present
   * @throws ProviderException if the provider failed; the photo may be tried again
   */
  Finding find(EncodedPhoto photo, Inspection inspection) throws PhotoRefusedException;

  /** Overwrites what it still holds of the last photo. To be called while there is no other. */
  void forget();

  @Override
  void close();
}
