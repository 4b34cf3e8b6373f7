package io.storelens.ingest;

import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.RefusalReport;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An analyzer that speaks the contract and remembers what it was given. */
public final class FakeAnalyzer implements AutoCloseable {
  /** A photo that was posted. */
  public record Given(Photo photo, Buffer jpeg, int answer) {}

  private final HttpServer server;
  private final List<Given> given = new CopyOnWriteArrayList<>();
  private final Map<String, JsonObject> reports = new ConcurrentHashMap<>();
  private volatile int photoStatus = 200;
  private volatile int reportStatus = 200;
  private volatile String retryAfter = "1";
  private volatile boolean keepsBytes = true;

  public FakeAnalyzer(Vertx vertx) {
    this(vertx, 0);
  }

  public FakeAnalyzer(Vertx vertx, int port) {
    server =
        vertx.createHttpServer().requestHandler(this::answer).listen(port, "127.0.0.1").await();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  public int port() {
    return server.actualPort();
  }

  public void answerPhotosWith(int status) {
    photoStatus = status;
  }

  public void answerReportsWith(int status) {
    reportStatus = status;
  }

  public void retryAfter(String seconds) {
    retryAfter = seconds;
  }

  /** Remembers photos without their bytes. */
  public void forgetBytes() {
    keepsBytes = false;
  }

  /** All photos posted, whatever the answer was. */
  public List<Given> given() {
    return given;
  }

  /** The photos that were taken. */
  public List<Given> taken() {
    return given.stream().filter(photo -> photo.answer == 200).toList();
  }

  /** The reports that were counted, by id. */
  public Map<String, JsonObject> reports() {
    return reports;
  }

  private void answer(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              if (request.path().equals(Photo.PATH)) {
                var photo = Photo.fromHeaders(request::getHeader);
                int status = photoStatus;
                given.add(new Given(photo, keepsBytes ? body : Buffer.buffer(), status));
                end(request, status);
              } else if (request.path().equals(RefusalReport.PATH)) {
                int status = reportStatus;
                if (status == 200) {
                  var report = body.toJsonObject();
                  reports.put(report.getString("id"), report);
                }
                end(request, status);
              } else {
                end(request, 404);
              }
            });
  }

  private void end(HttpServerRequest request, int status) {
    var response = request.response().setStatusCode(status);
    if (status == 503 || status == 429) {
      response.putHeader("Retry-After", retryAfter);
    }
    response.end(status == 422 ? "{\"title\":\"no image\"}" : "");
  }

  @Override
  public void close() {
    server.close().await();
  }
}
