package io.storelens.analyzer.provider.remote;

import io.storelens.analyzer.photo.RgbImage;
import io.storelens.analyzer.provider.FoundFace;
import io.storelens.contract.face.Trait;
import java.util.List;
import java.util.Set;

/** Has a provider find the faces of a photo. Thread-safe; the caller waits. */
public interface PhotoSender {
  /**
   * Sends a photo, alone or with others.
   *
   * @param image the photo, which stays as it is until this returns
   * @param wanted traits to ask for
   * @return the faces in the image's pixels
   */
  List<FoundFace> send(RgbImage image, Set<Trait> wanted) throws CallFailedException;
}
