package io.storelens.analyzer.provider.remote;

import io.storelens.analyzer.provider.FoundFace;
import io.storelens.contract.face.Trait;
import java.util.List;
import java.util.Set;

/** One account of a provider that is called over the network. Thread-safe. */
public interface FaceApi {
  /**
   * Asks for the faces of a picture. Nothing by which a person could be known again is asked for.
   *
   * @param jpeg a picture within {@link #limits}, upright
   * @param wanted traits to ask for
   * @return the faces in the picture's pixels
   * @throws CallFailedException if there is no answer with faces
   */
  List<FoundFace> detect(byte[] jpeg, Set<Trait> wanted) throws CallFailedException;

  /** Which pictures are taken. */
  PictureLimits limits();

  /** Its version and models, for rows. */
  String model();
}
