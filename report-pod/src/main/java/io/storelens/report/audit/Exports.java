package io.storelens.report.audit;

import io.storelens.report.access.CurrentViewer;
import io.vertx.ext.web.RoutingContext;

/** Records every export before its first byte is sent. */
public final class Exports {
  private final AuditLog log;

  /** Records in {@code log}. */
  public Exports(AuditLog log) {
    this.log = log;
  }

  /** Files: what lies below {@code /api/v1/exports}, and reports in a format that is asked for. */
  static boolean isExport(RoutingContext request) {
    return request.normalizedPath().startsWith("/api/v1/export")
        || request.queryParams().contains("format");
  }

  /** Goes before the handlers of exports; lets pass at once what is none. */
  public void record(RoutingContext request) {
    if (!isExport(request)) {
      request.next();
      return;
    }
    request.request().pause();
    log.export(CurrentViewer.of(request), request)
        .onSuccess(
            recorded -> {
              request.request().resume();
              request.next();
            })
        .onFailure(request::fail);
  }
}
