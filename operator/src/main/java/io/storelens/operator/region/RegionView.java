package io.storelens.operator.region;

import io.storelens.operator.capacity.Forecast;
import java.util.List;
import java.util.Optional;

/**
 * What is seen of a region at one moment.
 *
 * @param address where cameras upload; empty until they can
 * @param port FTP port there
 * @param stores stores of the region
 * @param cameras their cameras
 * @param ingestReady FTP servers that take photos
 * @param analyzersReady analyzers that work
 * @param forecast how many analyzers are needed
 * @param shortages what others must provide, and have not
 * @param refusals parts that the API server does not take, and why
 * @param holding FTP servers that may hold photos while the region is being deleted; empty at all
 *     other times
 */
record RegionView(
    Optional<String> address,
    Optional<Integer> port,
    int stores,
    int cameras,
    int ingestReady,
    int analyzersReady,
    Forecast forecast,
    List<Shortage> shortages,
    List<String> refusals,
    List<Integer> holding) {
  RegionView {
    shortages = List.copyOf(shortages);
    refusals = List.copyOf(refusals);
    holding = List.copyOf(holding);
  }

  /** Whether cameras can upload, and photos are analysed. */
  boolean works() {
    return address.isPresent() && ingestReady > 0 && analyzersReady > 0;
  }
}
