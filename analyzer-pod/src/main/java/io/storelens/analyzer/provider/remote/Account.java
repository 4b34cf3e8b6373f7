package io.storelens.analyzer.provider.remote;

import io.github.bucket4j.Bucket;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.storelens.analyzer.provider.FoundFace;
import io.storelens.contract.face.Trait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account of a provider, guarded: a token bucket keeps its rate, a circuit breaker leaves it
 * alone while it fails, and it rests when it says so. Thread-safe.
 */
final class Account {
  private static final Logger LOGGER = LoggerFactory.getLogger(Account.class);

  /** A wrong key does not become right by asking. */
  private static final Duration REST_OF_ACCOUNT = Duration.ofMinutes(1);

  private static final Duration REST_OF_LIMIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(10);

  private final FaceApi api;
  private final Bucket bucket;
  private final CircuitBreaker breaker;
  private final CallMetrics metrics;
  private final Clock clock;
  private final AtomicReference<Instant> restsUntil = new AtomicReference<>(Instant.MIN);

  Account(FaceApi api, int callsPerSecond, CallMetrics metrics, Clock clock) {
    this.api = api;
    this.metrics = metrics;
    this.clock = clock;
    this.bucket =
        Bucket.builder()
            .addLimit(
                limit ->
                    limit
                        .capacity(callsPerSecond)
                        .refillGreedy(callsPerSecond, Duration.ofSeconds(1)))
            .build();
    this.breaker =
        CircuitBreaker.of(
            "account",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(10))
                .permittedNumberOfCallsInHalfOpenState(2)
                .build());
  }

  FaceApi api() {
    return api;
  }

  /** How long it wants not to be asked; zero when it can be asked. */
  Duration rest() {
    var rest = Duration.between(clock.instant(), restsUntil.get());
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /**
   * Calls, if it may.
   *
   * @param patience how long to wait for a token
   */
  List<FoundFace> detect(byte[] jpeg, Set<Trait> wanted, Duration patience)
      throws CallFailedException, InterruptedException {
    if (!rest().isZero()) {
      throw new CallFailedException(
          CallOutcome.NO_PERMIT, "it asked not to be called", Optional.of(rest()));
    }
    if (!bucket.tryConsume(1)
        && (patience.isZero() || !bucket.asBlocking().tryConsume(1, patience))) {
      throw new CallFailedException(
          CallOutcome.NO_PERMIT, "as many calls as it takes are made already");
    }
    if (!breaker.tryAcquirePermission()) {
      throw new CallFailedException(CallOutcome.CIRCUIT_OPEN, "it failed too often just now");
    }
    long begun = System.nanoTime();
    try {
      var faces = api.detect(jpeg, wanted);
      breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
      return faces;
    } catch (CallFailedException e) {
      note(e, System.nanoTime() - begun);
      throw e;
    } catch (RuntimeException e) {
      breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, e);
      throw e;
    } finally {
      metrics.called(System.nanoTime() - begun);
    }
  }

  private void note(CallFailedException failure, long nanoseconds) {
    switch (failure.outcome().blame()) {
      case PROVIDER -> breaker.onError(nanoseconds, TimeUnit.NANOSECONDS, failure);
      case ACCOUNT -> {
        breaker.releasePermission();
        rest(REST_OF_ACCOUNT);
        LOGGER
            .atError()
            .addKeyValue("account", api.model())
            .addKeyValue("outcome", failure.outcome().word())
            .addKeyValue("said", failure.getMessage())
            .log("the provider refuses the account");
      }
      case MOMENT -> {
        breaker.releasePermission();
        rest(failure.retryAfter().orElse(REST_OF_LIMIT));
      }
      default -> breaker.onSuccess(nanoseconds, TimeUnit.NANOSECONDS);
    }
  }

  private void rest(Duration wanted) {
    var rest = wanted.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : wanted;
    var until = clock.instant().plus(rest);
    restsUntil.accumulateAndGet(until, (one, other) -> one.isAfter(other) ? one : other);
  }
}
