package io.storelens.e2e.bench;

import io.storelens.standalone.simulator.ExifSegment;
import java.nio.ByteBuffer;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A scene that many photos are made of without a copy of each: they differ in their EXIF segment,
 * which stands at the beginning. Any number of threads may use it.
 */
final class SharedScene {
  /** The JFIF segment is within it. */
  private static final int BEGINNING = 1024;

  private final byte[] beginning;
  private final ByteBuffer rest;

  SharedScene(byte[] jpeg) {
    beginning = Arrays.copyOf(jpeg, BEGINNING);
    rest =
        ByteBuffer.allocateDirect(jpeg.length - BEGINNING)
            .put(jpeg, BEGINNING, jpeg.length - BEGINNING)
            .flip();
  }

  /** One more photo, in two parts. */
  ByteBuffer[] photo(String serialNumber, ZonedDateTime time, RandomGenerator random) {
    byte[] first =
        ExifSegment.insert(
            beginning,
            time,
            Optional.of(serialNumber),
            "%016x%016x".formatted(random.nextLong(), random.nextLong()));
    return new ByteBuffer[] {ByteBuffer.wrap(first), rest.duplicate()};
  }
}
