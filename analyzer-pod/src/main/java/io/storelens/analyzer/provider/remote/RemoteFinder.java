package io.storelens.analyzer.provider.remote;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoReader;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.analyzer.photo.RgbImage;
import io.storelens.analyzer.provider.FaceFinder;
import io.storelens.analyzer.provider.Finding;
import io.storelens.analyzer.provider.FoundFace;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.NotNowException;
import io.storelens.analyzer.provider.local.FaceExamination;
import io.storelens.contract.face.Trait;
import io.storelens.contract.handover.RefusalReason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The way of a photo through a provider that is called. */
final class RemoteFinder implements FaceFinder {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration WHEN_SOMEBODY_ACTED = Duration.ofMinutes(5);

  private final RemoteProvider provider;
  private final PhotoReader reader;
  private final FaceExamination examination;

  RemoteFinder(RemoteProvider provider, PhotoReader reader, FaceExamination examination) {
    this.provider = provider;
    this.reader = reader;
    this.examination = examination;
  }

  @Override
  public Finding find(EncodedPhoto photo, Inspection inspection) throws PhotoRefusedException {
    requireTraits();
    requirePayment();
    // Alone, a face is sent with twice the pixels: providers tell more of faces of 200 pixels.
    int smallestFace = inspection.smallestFace() / (provider.usesMosaics() ? 1 : 2);
    var image = reader.read(photo, smallestFace);
    var examined = examination.examine(image, found(image, inspection), inspection);
    return examined.askedModels()
        ? new Finding(examined.faces(), provider.name() + "+local", provider.modelWithLocal())
        : new Finding(examined.faces(), provider.name(), provider.model());
  }

  @Override
  public void forget() {
    reader.forget();
    examination.forget();
  }

  @Override
  public void close() {
    reader.close();
  }

  /** Rows of unknown gender and age would be worse than none. */
  private void requireTraits() {
    var tells = provider.tells();
    for (Trait trait : List.of(Trait.GENDER, Trait.AGE)) {
      if (!tells.contains(trait)) {
        throw new NotNowException(
            "%s does not tell %s: let the local models tell it"
                .formatted(provider.name(), trait.code()),
            WHEN_SOMEBODY_ACTED);
      }
    }
  }

  private void requirePayment() throws PhotoRefusedException {
    var wait = provider.spending().wait(provider.name());
    if (wait.isPresent() && !wait.get().forNextProvider()) {
      throw new NotNowException(
          "the month's budget of " + provider.name() + " is spent", wait.get().time(), false);
    }
    if (!provider.spending().samples(provider.name())) {
      throw new PhotoRefusedException(
          RefusalReason.NOT_SAMPLED, "the budget pays for a part of the photos, and not for this");
    }
  }

  private List<FoundFace> found(RgbImage image, Inspection inspection)
      throws PhotoRefusedException {
    try {
      return provider.sender().send(image, wanted(inspection));
    } catch (CallFailedException e) {
      if (e.outcome().blame() == CallOutcome.Blame.PICTURE) {
        throw new PhotoRefusedException(
            RefusalReason.UNDECODABLE, provider.name() + " can't read it: " + e.getMessage());
      }
      throw new NotNowException(
          provider.name() + ": " + e.getMessage(), e.retryAfter().orElse(SOON));
    }
  }

  private static Set<Trait> wanted(Inspection inspection) {
    var wanted = EnumSet.of(Trait.GENDER, Trait.AGE);
    if (inspection.policy().mood()) {
      wanted.add(Trait.MOOD);
    }
    return wanted;
  }
}
