package io.storelens.report.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes an answer from a worker thread, as fast as the client takes it: no more than one piece is
 * waiting. A client that takes nothing for a while, or goes away, ends it.
 */
final class ResponseStream extends OutputStream {
  private static final int PIECE = 64 * 1024;
  private static final long PATIENCE_SECONDS = 60;

  private final HttpServerResponse response;
  private Buffer piece = Buffer.buffer(PIECE);

  ResponseStream(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    piece.appendBytes(bytes, from, count);
    if (piece.length() >= PIECE) {
      send();
    }
  }

  // A flush of a writer in between sends nothing: pieces are small enough as they are.
  @Override
  public void flush() {}

  @Override
  public void close() throws IOException {
    send();
    await(response.end());
  }

  private void send() throws IOException {
    if (piece.length() > 0) {
      var full = piece;
      piece = Buffer.buffer(PIECE);
      await(response.write(full));
    }
  }

  private static void await(Future<Void> written) throws IOException {
    try {
      written.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the client went away", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the client takes nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the pod stops", e);
    }
  }
}
