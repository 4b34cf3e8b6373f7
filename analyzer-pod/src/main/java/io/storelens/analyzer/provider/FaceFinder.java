package io.storelens.analyzer.provider;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoRefusedException;
import java.util.List;

/** Finds the faces of one photo after the other. Belongs to one thread. */
public interface FaceFinder extends AutoCloseable {
  /**
   * Finds and measures all faces, and tells the traits of those that {@code inspection} asks for.
   *
   * @return the faces, the surest first; empty where there is none
   * @throws PhotoRefusedException if the photo can never be analysed
   * @throws ProviderException if the provider failed; the photo may be tried again
   */
  List<Face> find(EncodedPhoto photo, Inspection inspection) throws PhotoRefusedException;

  @Override
  void close();
}
