package io.storelens.standalone.simulator;

import io.storelens.contract.face.Gender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of one photo.
 *
 * @param shot the camera and its time
 * @param path what the camera called it, with its folder
 * @param bytes size of the photo
 * @param customers gender of each customer on it
 * @param took from the connection to the end of the reply
 * @param failure why it was not acknowledged; empty if the server replied 226 after the last byte
 */
public record Upload(
    Shot shot,
    String path,
    int bytes,
    List<Gender> customers,
    Duration took,
    Optional<String> failure) {
  public Upload {
    customers = List.copyOf(customers);
  }

  /** Whether the server said that the photo is safe. */
  public boolean acknowledged() {
    return failure.isEmpty();
  }
}
