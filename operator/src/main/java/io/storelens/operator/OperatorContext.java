package io.storelens.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.storelens.operator.event.Events;
import io.storelens.podkit.Health;
import java.time.Clock;

/**
 * What a reconciler is given.
 *
 * @param client the API server
 * @param settings the operator's settings
 * @param events where Events go
 * @param clock the time
 * @param meters where metrics go
 * @param health where checks go
 */
public record OperatorContext(
    KubernetesClient client,
    OperatorSettings settings,
    Events events,
    Clock clock,
    MeterRegistry meters,
    Health health) {}
