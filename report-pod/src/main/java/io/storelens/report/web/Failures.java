package io.storelens.report.web;

import io.storelens.report.audit.NotAdministratorException;
import io.storelens.report.camera.UnknownCameraException;
import io.storelens.report.period.BadParameterException;
import io.storelens.report.place.UnknownPlaceException;
import io.storelens.report.query.Database;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure of a request into a problem document, in one place. */
public final class Failures {
  private static final Logger LOGGER = LoggerFactory.getLogger(Failures.class);
  private static final String QUERY_CANCELED = "57014";

  private Failures() {}

  /** Answers a request whose handler failed. */
  public static void answer(RoutingContext request) {
    var failure = request.failure();
    var problem = failure == null ? ofStatus(request.statusCode()) : of(failure, request);
    if (problem.status() == 503) {
      request.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
    }
    if (problem.status() == 500) {
      LOGGER
          .atError()
          .addKeyValue("path", request.normalizedPath())
          .setCause(failure)
          .log("request failed");
    } else if (problem.status() > 500) {
      LOGGER
          .atWarn()
          .addKeyValue("path", request.normalizedPath())
          .addKeyValue("status", problem.status())
          .addKeyValue("reason", failure == null ? "-" : failure.getMessage())
          .log("not answered");
    }
    if (request.response().headWritten()) {
      request.response().reset();
      return;
    }
    problem.send(request);
  }

  /** The problem of a request that nothing answers, or that is wrong in a general way. */
  public static void answer(RoutingContext request, int status) {
    ofStatus(status).send(request);
  }

  private static Problem of(Throwable failure, RoutingContext request) {
    if (failure instanceof BadParameterException bad) {
      return Problem.of(400, bad.getMessage(), Optional.of(bad.parameter()));
    }
    if (failure instanceof NotAdministratorException) {
      return Problem.of(403, failure.getMessage());
    }
    if (failure instanceof UnknownPlaceException || failure instanceof UnknownCameraException) {
      return Problem.of(404, failure.getMessage());
    }
    if (failure instanceof TimeoutException || isCanceled(failure)) {
      return Problem.of(504, "The report took too long. Ask for fewer stores or a shorter period.");
    }
    if (failure instanceof Database.BusyException) {
      return Problem.of(503, "Too many reports are asked for at once. Try again soon.");
    }
    if (isOfConnection(failure)) {
      return Problem.of(503, "The database cannot be reached. Try again soon.");
    }
    return ofStatus(request.statusCode());
  }

  private static Problem ofStatus(int status) {
    return switch (status) {
      case 400 -> Problem.of(400, "The request cannot be read.");
      case 403 -> Problem.of(403, "The form's token is missing or too old. Load the page again.");
      case 404 ->
          Problem.of(404, "There is nothing here. GET /api/v1/openapi.json describes what is.");
      case 405 -> Problem.of(405, "This path does not take this method.");
      case 413 -> Problem.of(413, "The request is too large.");
      default ->
          status >= 400 && status < 500
              ? Problem.of(status, "The request cannot be answered.")
              : Problem.of(500, "Something went wrong here. The server's log says what.");
    };
  }

  private static boolean isCanceled(Throwable failure) {
    return failure instanceof SQLException sql && QUERY_CANCELED.equals(sql.getSQLState());
  }

  /** Class 08 is the connection's, 53 the server's lack of resources, 57P its end or its start. */
  private static boolean isOfConnection(Throwable failure) {
    if (failure instanceof SQLTransientConnectionException) {
      return true;
    }
    String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
    return state != null
        && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
  }
}
