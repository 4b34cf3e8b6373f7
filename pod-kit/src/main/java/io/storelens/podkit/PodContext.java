package io.storelens.podkit;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;

/**
 * What a pod is given: standalone gives the same to all.
 *
 * @param vertx event loops and workers
 * @param meters where metrics go
 * @param health where checks go
 */
public record PodContext(Vertx vertx, MeterRegistry meters, Health health) {}
