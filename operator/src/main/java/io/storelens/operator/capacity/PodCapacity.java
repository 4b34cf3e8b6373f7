package io.storelens.operator.capacity;

import java.time.Duration;

/**
 * What one analyzer pod can do, and how early it has to be there.
 *
 * @param photosPerSecond photos it analyses in a second, above 0
 * @param peak how many times as many customers come in a busy minute as on average, above 0
 * @param lead how long before it is needed a pod is asked for
 */
public record PodCapacity(double photosPerSecond, double peak, Duration lead) {
  /** Pods for {@code customersPerSecond} on average; a customer is a photo. */
  int podsFor(double customersPerSecond) {
    // Sums of the same stores in another order differ in the last digits: no pod for that.
    return (int) Math.ceil(customersPerSecond * peak / photosPerSecond - 1e-9);
  }
}
