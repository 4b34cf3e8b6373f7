package io.storelens.analyzer.result;

import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.Shortfall;
import io.storelens.analyzer.provider.Traits;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import io.storelens.contract.handover.RefusalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** Outcomes as analyses give them, the same ones for the same seed. */
final class RandomOutcomes {
  private final Random random;
  private final List<String> stores;

  RandomOutcomes(long seed, List<String> stores) {
    this.random = new Random(seed);
    this.stores = stores;
  }

  /** A photo with 0 to 4 faces, or a refused one, captured within 60 days after {@code from}. */
  Outcome next(Instant from) {
    var captured = from.plusSeconds(random.nextInt(60 * 24 * 3600)).plusNanos(random.nextInt());
    var photo = photo(stores.get(random.nextInt(stores.size())), captured);
    if (random.nextInt(10) == 0) {
      return new Outcome.Refused(photo, any(RefusalReason.values()));
    }
    var faces = new ArrayList<Face>();
    for (int i = random.nextInt(5); i > 0; i--) {
      faces.add(face());
    }
    return analyzed(photo, faces);
  }

  /** A photo of the camera that is named as its store. */
  Photo photo(String store, Instant captured) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    var arrived = captured.plusSeconds(random.nextInt(5000));
    return new Photo(
        PhotoId.of(id),
        store,
        store,
        "eu-west",
        captured,
        arrived,
        CaptureSource.EXIF,
        random.nextBoolean() ? Optional.of(captured) : Optional.empty());
  }

  /** A customer, or a face that is none. */
  Face face() {
    var box = new FaceBox(10, 20, 150 + random.nextInt(200), 200 + random.nextInt(200));
    if (random.nextInt(3) == 0) {
      return new Face(box, 90, 40, Optional.of(any(Shortfall.values())), Optional.empty());
    }
    var mood = any(Mood.values());
    var traits =
        new Traits(
            any(Gender.values()),
            OptionalDouble.of(0.5 + random.nextDouble() / 2),
            random.nextDouble() * 80,
            mood,
            mood == Mood.UNKNOWN ? OptionalDouble.empty() : OptionalDouble.of(0.7));
    return new Face(box, 120, 200, Optional.empty(), Optional.of(traits));
  }

  static Outcome analyzed(Photo photo, List<Face> faces) {
    return new Outcome.Analyzed(photo, faces, "local", "test");
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
