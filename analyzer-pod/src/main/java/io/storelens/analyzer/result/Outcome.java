package io.storelens.analyzer.result;

import io.storelens.analyzer.provider.Face;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.RefusalReason;
import java.util.List;

/** What became of one photo. */
public sealed interface Outcome {
  /** The photo. */
  Photo photo();

  /**
   * It was analysed.
   *
   * @param faces all faces that were found; customers have traits
   * @param provider the provider's word for rows
   * @param model the provider's model for rows
   */
  record Analyzed(Photo photo, List<Face> faces, String provider, String model) implements Outcome {
    public Analyzed {
      faces = List.copyOf(faces);
    }
  }

  /**
   * It can never be analysed.
   *
   * @param reason why
   */
  record Refused(Photo photo, RefusalReason reason) implements Outcome {}
}
