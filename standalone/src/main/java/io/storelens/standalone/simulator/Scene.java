package io.storelens.standalone.simulator;

import io.storelens.contract.face.Gender;
import java.util.List;

/**
 * A checkout as a camera sees it, and who stands there.
 *
 * @param jpeg the photo, without a time; not to be changed
 * @param customers gender of each customer, from left to right
 */
@SuppressWarnings("ArrayRecordComponent") // A megabyte that is never compared.
public record Scene(byte[] jpeg, List<Gender> customers) {
  public Scene {
    customers = List.copyOf(customers);
  }
}
