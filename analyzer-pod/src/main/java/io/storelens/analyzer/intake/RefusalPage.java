package io.storelens.analyzer.intake;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.storelens.analyzer.result.Receipt;
import io.storelens.analyzer.result.ResultWriter;
import io.storelens.contract.handover.RefusalReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Locale;

/** Takes the ingest's own refusals: {@code POST} {@link RefusalReport#PATH}. */
final class RefusalPage {
  private static final int MOST_BYTES = 4 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final ResultWriter writer;

  RefusalPage(ResultWriter writer) {
    this.writer = writer;
  }

  /** Answers one request. */
  void take(HttpServerRequest request) {
    var body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() <= MOST_BYTES) {
            body.appendBuffer(part);
          }
        });
    request.endHandler(end -> write(request, body));
  }

  private void write(HttpServerRequest request, Buffer body) {
    if (body.length() > MOST_BYTES) {
      Problem.tooLarge(MOST_BYTES).send(request.response());
      return;
    }
    try {
      Future.fromCompletionStage(writer.write(read(body)), Vertx.currentContext())
          .onSuccess(receipt -> succeed(request, receipt))
          .onFailure(failure -> Problem.unavailable(failure.getMessage()).send(request.response()));
    } catch (IllegalArgumentException e) {
      Problem.badRequest(e.getMessage()).send(request.response());
    }
  }

  private static RefusalReport read(Buffer body) {
    try {
      var report = JSON.readValue(body.getBytes(), RefusalReport.class);
      if (report == null) {
        throw new IllegalArgumentException("the body is no refusal report");
      }
      report.refusals().stream()
          .filter(refusal -> refusal.photos() < 1)
          .findAny()
          .ifPresent(
              refusal -> {
                throw new IllegalArgumentException(
                    "refusals of camera " + refusal.camera() + ": photos must be 1 or more");
              });
      return report;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the body is no refusal report: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("an array has no input errors", e);
    }
  }

  private static void succeed(HttpServerRequest request, Receipt receipt) {
    if (!request.response().closed()) {
      request
          .response()
          .putHeader("Content-Type", "application/json")
          .end(new JsonObject().put("outcome", receipt.name().toLowerCase(Locale.ROOT)).encode());
    }
  }
}
