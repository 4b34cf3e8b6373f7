package io.storelens.report.access;

import io.github.bucket4j.Bucket;
import io.storelens.report.web.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Limits how much one user, or an address without a login, can ask for. */
public final class RequestLimit {
  private static final int MOST_REMEMBERED = 10_000;

  private final int perMinute;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** Lets {@code perMinute} requests pass, at once or spread. */
  public RequestLimit(int perMinute) {
    this.perMinute = perMinute;
  }

  /** Passes on what is within the user's limit; answers the rest with 429. */
  public void handle(RoutingContext request) {
    var viewer = CurrentViewer.of(request).name();
    String origin =
        viewer.isEmpty() ? "address " + request.request().remoteAddress().hostAddress() : viewer;
    var probe = bucket(origin).tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      request.next();
      return;
    }
    long wait =
        Math.max(1, TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill() + 999_999_999L));
    request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
    Problem.of(429, "Too many requests: at most " + perMinute + " a minute.").send(request);
  }

  private synchronized Bucket bucket(String origin) {
    return buckets.computeIfAbsent(
        origin,
        absent ->
            Bucket.builder()
                .addLimit(
                    limit ->
                        limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build());
  }
}
