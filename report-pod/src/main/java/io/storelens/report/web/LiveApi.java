package io.storelens.report.web;

import io.storelens.report.live.Today;
import io.storelens.report.place.PlaceFilter;
import io.storelens.report.query.Reader;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Today's customers as they come: server-sent events (WHATWG HTML, section 9.2), one whenever the
 * number has changed. A stream ends after a while; browsers then ask anew, and are checked anew.
 */
public final class LiveApi {
  private static final String PATH = "/api/v1/live";
  private static final long INTERVAL = TimeUnit.SECONDS.toMillis(3);
  private static final long LONGEST = TimeUnit.MINUTES.toMillis(15);
  private static final int MOST_STREAMS = 100;
  private static final Set<String> PLACE = Set.of("region", "city", "store");

  private final Vertx vertx;
  private final Function<RoutingContext, Reader> readers;
  private final Clock clock;
  private final AtomicInteger streams = new AtomicInteger();

  /**
   * Streams from the database.
   *
   * @param readers what who asks may see
   * @param clock says what today is
   */
  public LiveApi(Vertx vertx, Function<RoutingContext, Reader> readers, Clock clock) {
    this.vertx = vertx;
    this.readers = readers;
    this.clock = clock;
  }

  /** Adds the path; who may use it is decided before. */
  public void mount(Router router) {
    Paths.add(router, PATH, this::stream);
  }

  private void stream(RoutingContext request) {
    var place = new QueryParameters(request, PLACE).place();
    if (streams.get() >= MOST_STREAMS) {
      request.response().putHeader(HttpHeaders.RETRY_AFTER, "30");
      Problem.of(503, "Too many pages are watched live. Reload this one later.").send(request);
      return;
    }
    var today = new Today(readers.apply(request), clock);
    today
        .count(place)
        .onFailure(request::fail)
        .onSuccess(
            count -> {
              var response = request.response();
              if (response.closed()) {
                return;
              }
              response
                  .setChunked(true)
                  .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                  // A compressor would keep small events back.
                  .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
              new Stream(response, today, place).start(count);
            });
  }

  /** One client's stream. */
  private final class Stream {
    private final HttpServerResponse response;
    private final Today today;
    private final PlaceFilter place;
    private Today.Count sent;
    private long timer = -1;
    private long end = -1;

    Stream(HttpServerResponse response, Today today, PlaceFilter place) {
      this.response = response;
      this.today = today;
      this.place = place;
    }

    void start(Today.Count first) {
      streams.incrementAndGet();
      response.closeHandler(closed -> stop());
      response.endHandler(ended -> stop());
      send(first);
      timer = vertx.setPeriodic(INTERVAL, tick -> ask());
      end = vertx.setTimer(LONGEST, tick -> response.end());
    }

    private void ask() {
      today
          .count(place)
          .onSuccess(this::send)
          // The page sees that the stream ended, and asks for another later.
          .onFailure(failure -> end());
    }

    private void send(Today.Count count) {
      if (response.closed() || response.ended() || response.writeQueueFull()) {
        return;
      }
      // A comment keeps the connection from looking idle.
      response.write(count.equals(sent) ? ":\n\n" : "data: " + Json.of(count) + "\n\n");
      sent = count;
    }

    private void end() {
      if (!response.ended() && !response.closed()) {
        response.end();
      }
    }

    private void stop() {
      if (timer >= 0) {
        vertx.cancelTimer(timer);
        vertx.cancelTimer(end);
        timer = -1;
        streams.decrementAndGet();
      }
    }
  }
}
