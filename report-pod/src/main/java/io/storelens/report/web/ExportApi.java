package io.storelens.report.web;

import io.storelens.report.export.Format;
import io.storelens.report.query.Exports;
import io.storelens.report.query.Reader;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports as files. They are written while they are read, however long they are. */
public final class ExportApi {
  private static final Logger LOGGER = LoggerFactory.getLogger(ExportApi.class);
  private static final String PATH = "/api/v1/exports";
  private static final Set<String> PARAMETERS =
      Set.of("region", "city", "store", "from", "to", "format", "table");

  private final Function<RoutingContext, Reader> readers;
  private final Clock clock;

  /**
   * Answers from the database.
   *
   * @param readers what who asks may see
   * @param clock says what today is
   */
  public ExportApi(Function<RoutingContext, Reader> readers, Clock clock) {
    this.readers = readers;
    this.clock = clock;
  }

  /** Adds the path; who may use it is decided before. */
  public void mount(Router router) {
    Paths.add(router, PATH, this::export);
  }

  // A client that goes away in the middle of a file is no fault of the pod.
  private static void fail(RoutingContext request, Throwable failure) {
    if (failure instanceof UncheckedIOException && request.response().headWritten()) {
      LOGGER.atInfo().addKeyValue("reason", failure.getMessage()).log("export ended early");
      request.response().reset();
    } else {
      request.fail(failure);
    }
  }

  private void export(RoutingContext request) {
    var query = new QueryParameters(request, PARAMETERS);
    var format = query.choice("format", Format.values(), Format::code).orElse(Format.XLSX);
    var table =
        query
            .choice("table", Exports.Table.values(), Exports.Table::code)
            .orElse(format == Format.CSV ? Exports.Table.DAYS : Exports.Table.REPORT);
    new Exports(readers.apply(request), clock)
        .write(
            table,
            format,
            query.place(),
            query.period(),
            () -> {
              request
                  .response()
                  .setChunked(true)
                  .putHeader(HttpHeaders.CONTENT_TYPE, format.mediaType())
                  .putHeader(
                      "Content-Disposition",
                      "attachment; filename=\"storelens-"
                          + table.code()
                          + "."
                          + format.code()
                          + "\"");
              return new ResponseStream(request.response());
            })
        .onFailure(failure -> fail(request, failure));
  }
}
