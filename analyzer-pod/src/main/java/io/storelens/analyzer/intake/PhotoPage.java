package io.storelens.analyzer.intake;

import io.storelens.analyzer.archive.Archives;
import io.storelens.analyzer.intake.IntakeMetrics.PhotoOutcome;
import io.storelens.analyzer.intake.PhotoBuffers.PhotoBuffer;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.analyzer.provider.Finding;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.NotNowException;
import io.storelens.analyzer.result.Database;
import io.storelens.analyzer.result.NotCommittedException;
import io.storelens.analyzer.result.Outcome;
import io.storelens.analyzer.result.Receipt;
import io.storelens.analyzer.result.ResultWriter;
import io.storelens.contract.config.RegionPolicy;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.RefusalReason;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes photos: {@code POST} {@link Photo#PATH}. Who comes when all buffers are taken, or while the
 * database is down, is sent away before the photo is read.
 */
final class PhotoPage {
  private static final Logger LOGGER = LoggerFactory.getLogger(PhotoPage.class);

  private final Map<String, RegionPolicy> regions;
  private final int maxPhotoBytes;
  private final Archives archives;
  private final PhotoBuffers buffers;
  private final AnalysisWorkers workers;
  private final Database database;
  private final ResultWriter writer;
  private final IntakeMetrics metrics;

  PhotoPage(
      Map<String, RegionPolicy> regions,
      int maxPhotoBytes,
      Archives archives,
      PhotoBuffers buffers,
      AnalysisWorkers workers,
      Database database,
      ResultWriter writer,
      IntakeMetrics metrics) {
    this.regions = Map.copyOf(regions);
    this.maxPhotoBytes = maxPhotoBytes;
    this.archives = archives;
    this.buffers = buffers;
    this.workers = workers;
    this.database = database;
    this.writer = writer;
    this.metrics = metrics;
  }

  /** Answers one request. */
  void take(HttpServerRequest request) {
    try {
      var photo = Photo.fromHeaders(request::getHeader);
      var policy = regions.get(photo.region());
      if (policy == null) {
        sendAway(request, PhotoOutcome.BAD_REQUEST, Problem.notMyRegion(photo.region()));
      } else if (declaredBytes(request) > maxPhotoBytes) {
        sendAway(request, PhotoOutcome.BAD_REQUEST, Problem.tooLarge(maxPhotoBytes));
      } else {
        takeWhenPossible(request, photo, policy);
      }
    } catch (IllegalArgumentException e) {
      sendAway(request, PhotoOutcome.BAD_REQUEST, Problem.badRequest(e.getMessage()));
    }
  }

  private void takeWhenPossible(HttpServerRequest request, Photo photo, RegionPolicy policy) {
    var databaseProblem = database.problem();
    if (databaseProblem.isPresent()) {
      sendAway(
          request, PhotoOutcome.NOT_COMMITTED, Problem.unavailable("the database does not answer"));
      return;
    }
    buffers
        .take()
        .ifPresentOrElse(
            buffer -> new Upload(request, photo, policy, buffer).receive(),
            () ->
                sendAway(
                    request, PhotoOutcome.BUSY, Problem.busy("all workers and places are taken")));
  }

  private void sendAway(HttpServerRequest request, PhotoOutcome outcome, Problem problem) {
    metrics.count(outcome);
    problem.send(request.response());
  }

  /** The declared length; 0 where none is declared. */
  private static long declaredBytes(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }

  /** One photo on its way from the request to the answer. */
  private final class Upload {
    private final HttpServerRequest request;
    private final Photo photo;
    private final RegionPolicy policy;
    private final PhotoBuffer buffer;
    private final Context context = Vertx.currentContext();
    private boolean done;

    Upload(HttpServerRequest request, Photo photo, RegionPolicy policy, PhotoBuffer buffer) {
      this.request = request;
      this.photo = photo;
      this.policy = policy;
      this.buffer = buffer;
    }

    void receive() {
      request.handler(this::append);
      request.endHandler(end -> analyse());
      request.exceptionHandler(failure -> breakOff());
    }

    private void append(Buffer part) {
      if (done) {
        return;
      }
      if (buffer.length() + part.length() > maxPhotoBytes) {
        done = true;
        buffer.release();
        sendAway(request, PhotoOutcome.BAD_REQUEST, Problem.tooLarge(maxPhotoBytes));
      } else {
        buffer.append(part);
      }
    }

    private void breakOff() {
      if (!done) {
        done = true;
        buffer.release();
        metrics.count(PhotoOutcome.BROKEN_OFF);
      }
    }

    private void analyse() {
      if (done) {
        return;
      }
      done = true;
      var analysis =
          workers.analyse(
              buffer, Inspection.ofCustomers(policy), content -> archives.keep(photo, content));
      Future.fromCompletionStage(analysis, context)
          .onSuccess(this::write)
          .onFailure(this::refuseOrFail);
    }

    private void write(Finding finding) {
      var outcome =
          new Outcome.Analyzed(photo, finding.faces(), finding.provider(), finding.model());
      Future.fromCompletionStage(writer.write(outcome), context)
          .onSuccess(this::succeed)
          .onFailure(this::fail);
    }

    private void refuseOrFail(Throwable failure) {
      if (failure instanceof PhotoRefusedException refusal) {
        var outcome = new Outcome.Refused(photo, refusal.reason());
        Future.fromCompletionStage(writer.write(outcome), context)
            .onSuccess(receipt -> refuse(refusal))
            .onFailure(this::fail);
      } else {
        fail(failure);
      }
    }

    private void refuse(PhotoRefusedException refusal) {
      metrics.refused(refusal.reason());
      if (refusal.reason() == RefusalReason.NOT_SAMPLED) {
        // Written down as left out: done, so that the ingest deletes the photo.
        answer("not_sampled");
        return;
      }
      Problem.refused(refusal).send(request.response());
    }

    private void succeed(Receipt receipt) {
      metrics.count(receipt == Receipt.COUNTED ? PhotoOutcome.COUNTED : PhotoOutcome.REPEATED);
      answer(receipt.name().toLowerCase(Locale.ROOT));
    }

    private void answer(String outcome) {
      var body = new JsonObject().put("outcome", outcome);
      if (!request.response().closed()) {
        request.response().putHeader("Content-Type", "application/json").end(body.encode());
      }
    }

    private void fail(Throwable failure) {
      if (failure instanceof NotCommittedException) {
        metrics.count(PhotoOutcome.NOT_COMMITTED);
        Problem.unavailable(failure.getMessage()).send(request.response());
      } else if (failure instanceof NotNowException notNow) {
        metrics.count(PhotoOutcome.NOT_ANALYSED);
        Problem.notNow(notNow).send(request.response());
      } else {
        metrics.count(PhotoOutcome.FAILED);
        LOGGER
            .atError()
            .addKeyValue("photo", photo.id())
            .addKeyValue("camera", photo.camera())
            .setCause(failure)
            .log("analysis failed");
        Problem.failed().send(request.response());
      }
    }
  }
}
