package io.storelens.standalone.simulator;

import io.storelens.contract.face.Gender;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of uploads up to a moment.
 *
 * @param attempted begun or done
 * @param acknowledged replied 226
 * @param failed ended otherwise
 * @param acknowledgedBytes size of the acknowledged photos together
 * @param customers customers on the acknowledged photos, by gender
 * @param slowest longest time of an acknowledged upload
 * @param failures failed uploads by reason
 */
public record UploadTally(
    long attempted,
    long acknowledged,
    long failed,
    long acknowledgedBytes,
    Map<Gender, Long> customers,
    Duration slowest,
    Map<String, Long> failures) {
  public UploadTally {
    customers = Map.copyOf(customers);
    failures = Map.copyOf(failures);
  }

  /** All customers on the acknowledged photos. */
  public long customersOfAnyGender() {
    return customers.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Adds up uploads of many threads. */
  static final class Counter {
    /** Beyond this, reasons are counted together: an address in each would fill the memory. */
    private static final int MOST_REASONS = 50;

    private final Map<Gender, Long> customers = new EnumMap<>(Gender.class);
    private final Map<String, Long> failures = new TreeMap<>();
    private long attempted;
    private long acknowledged;
    private long bytes;
    private Duration slowest = Duration.ZERO;

    synchronized void begun() {
      attempted++;
    }

    synchronized void ended(Upload upload) {
      if (upload.failure().isPresent()) {
        var reason = upload.failure().get();
        boolean room = failures.size() < MOST_REASONS || failures.containsKey(reason);
        failures.merge(room ? reason : "other", 1L, Long::sum);
        return;
      }
      acknowledged++;
      bytes += upload.bytes();
      upload.customers().forEach(gender -> customers.merge(gender, 1L, Long::sum));
      slowest = upload.took().compareTo(slowest) > 0 ? upload.took() : slowest;
    }

    synchronized UploadTally tally() {
      long failed = failures.values().stream().mapToLong(Long::longValue).sum();
      return new UploadTally(attempted, acknowledged, failed, bytes, customers, slowest, failures);
    }
  }
}
