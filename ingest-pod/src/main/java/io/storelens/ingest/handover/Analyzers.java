package io.storelens.ingest.handover;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Posts to the analyzers, each time to the one with the fewest requests under way. Confined to one
 * event loop.
 */
final class Analyzers {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final HttpClient client;
  private final int most;
  private final Map<SocketAddress, Analyzer> analyzers = new LinkedHashMap<>();

  Analyzers(Vertx vertx, int most) {
    this.most = most;
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout(Math.toIntExact(CONNECT.toMillis()))
                    .setTcpNoDelay(true))
            .with(new PoolOptions().setHttp1MaxSize(most))
            .build();
  }

  /** The addresses there are; what is known of those that stay is kept. */
  void found(Set<SocketAddress> addresses, long now) {
    analyzers.keySet().retainAll(addresses);
    addresses.forEach(
        address -> analyzers.computeIfAbsent(address, a -> new Analyzer(a, most, now)));
  }

  /** The analyzer to give the next request to; empty if none may be given one now. */
  Optional<Analyzer> choose(long now) {
    Analyzer best = null;
    for (Analyzer analyzer : analyzers.values()) {
      if (analyzer.isOpen(now) && (best == null || analyzer.inFlight() < best.inFlight())) {
        best = analyzer;
      }
    }
    if (best != null) {
      // To the end of the row, so that equals take turns.
      analyzers.remove(best.address());
      analyzers.put(best.address(), best);
    }
    return Optional.ofNullable(best);
  }

  /** When the next analyzer ends its pause; empty if none is in one. */
  OptionalLong opensAt(long now) {
    return analyzers.values().stream()
        .mapToLong(Analyzer::notBefore)
        .filter(at -> at - now > 0)
        .min();
  }

  /**
   * Posts {@code body}. The future never fails: no answer is an {@link Answer} too.
   *
   * @param mark what {@link Analyzer#begin} gave
   */
  Future<Answer> post(
      Analyzer to, int mark, String path, Map<String, String> headers, Buffer body) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(to.address())
            .setHost(to.address().host())
            .setPort(to.address().port())
            .setURI(path)
            .setConnectTimeout(CONNECT.toMillis())
            .setIdleTimeout(ANSWER.toMillis());
    headers.forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> send(request, body))
        .otherwise(Answer::none)
        .onSuccess(
            answer -> {
              if (answer.isTaken() || answer.isNever()) {
                to.accepted();
              } else {
                to.declined(mark, answer, System.nanoTime());
              }
            });
  }

  private static Future<Answer> send(HttpClientRequest request, Buffer body) {
    return request
        .send(body)
        .compose(response -> response.body().map(text -> Answer.of(response, text.toString())));
  }

  Future<?> close() {
    return client.shutdown(1, TimeUnit.SECONDS);
  }
}
