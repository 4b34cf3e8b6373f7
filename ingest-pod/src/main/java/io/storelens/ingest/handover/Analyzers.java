package io.storelens.ingest.handover;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
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
  private static final int SEND_BUFFER_BYTES = 1 << 20;

  private static final int MOST_ANSWER_BYTES = 64 << 10;

  private final HttpClient client;
  private final int most;
  private final Duration answerTime;
  private final Map<SocketAddress, Analyzer> analyzers = new LinkedHashMap<>();

  Analyzers(Vertx vertx, int most, Duration answerTime) {
    this.most = most;
    this.answerTime = answerTime;
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout(Math.toIntExact(CONNECT.toMillis()))
                    // A photo goes to the kernel in few large pieces.
                    .setSendBufferSize(SEND_BUFFER_BYTES)
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
   * @param written is told, once, that {@code body} is not read any more; perhaps after the answer
   */
  Future<Answer> post(
      Analyzer to,
      int mark,
      String path,
      Map<String, String> headers,
      Buffer body,
      Runnable written) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(to.address())
            .setHost(to.address().host())
            .setPort(to.address().port())
            .setURI(path)
            .setConnectTimeout(CONNECT.toMillis())
            .setIdleTimeout(answerTime.toMillis());
    headers.forEach(options::putHeader);
    return client
        .request(options)
        .onFailure(failure -> written.run())
        .compose(request -> send(request, body, written))
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

  private Future<Answer> send(HttpClientRequest request, Buffer body, Runnable written) {
    var unused = request.end(body).onComplete(end -> written.run());
    return request
        .response()
        .compose(Analyzers::read)
        .timeout(answerTime.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset());
  }

  /** One whose answer never ends must not fill the memory. */
  private static Future<Answer> read(HttpClientResponse response) {
    var answer = Promise.<Answer>promise();
    var body = Buffer.buffer();
    response.exceptionHandler(answer::tryFail);
    response.endHandler(end -> answer.tryComplete(Answer.of(response, body.toString())));
    response.handler(
        bytes -> {
          if (body.length() + bytes.length() <= MOST_ANSWER_BYTES) {
            body.appendBuffer(bytes);
          } else {
            answer.tryFail(new IOException("the answer is too long"));
          }
        });
    return answer.future();
  }

  Future<?> close() {
    return client.shutdown(1, TimeUnit.SECONDS);
  }
}
