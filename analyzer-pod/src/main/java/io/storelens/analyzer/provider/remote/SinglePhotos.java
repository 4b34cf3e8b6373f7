package io.storelens.analyzer.provider.remote;

import io.storelens.analyzer.photo.RgbImage;
import io.storelens.analyzer.provider.FoundFace;
import io.storelens.contract.face.Trait;
import java.util.List;
import java.util.Set;

/** A call a photo. */
public final class SinglePhotos implements PhotoSender {
  private final Accounts accounts;

  SinglePhotos(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public List<FoundFace> send(RgbImage image, Set<Trait> wanted) throws CallFailedException {
    if (Encoding.isTooSmall(image, accounts.limits())) {
      return List.of();
    }
    var sendable = Encoding.fit(image, accounts.limits());
    return accounts.detect(sendable.jpeg(), wanted).stream()
        .map(face -> face.times(sendable.scale()))
        .toList();
  }
}
