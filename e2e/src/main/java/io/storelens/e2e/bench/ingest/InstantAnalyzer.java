package io.storelens.e2e.bench.ingest;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** Says that it has taken every photo as soon as its last byte is there. */
final class InstantAnalyzer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong photos = new AtomicLong();
  private final HttpServer server;

  InstantAnalyzer(int port) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request.endHandler(
                        end -> {
                          photos.incrementAndGet();
                          request.response().end();
                        }))
            .listen(port, FtpServer.HOST)
            .await();
  }

  URI uri() {
    return URI.create("http://" + FtpServer.HOST + ":" + server.actualPort());
  }

  /** How many photos it was given. */
  long photos() {
    return photos.get();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
