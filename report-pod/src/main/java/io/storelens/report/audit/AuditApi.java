package io.storelens.report.audit;

import io.storelens.report.access.CurrentViewer;
import io.storelens.report.period.BadParameterException;
import io.storelens.report.web.Json;
import io.storelens.report.web.QueryParameters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;

/** {@code /api/v1/audit}: the audit log, for administrators. */
public final class AuditApi {
  /** Where it is. */
  public static final String PATH = "/api/v1/audit";

  private static final int PAGE = 200;
  private static final Set<String> PARAMETERS = Set.of("before");

  /** After all entries. */
  private static final OffsetDateTime ALL = OffsetDateTime.parse("9999-12-31T00:00:00Z");

  private final AuditLog log;

  /** Answers from {@code log}. */
  public AuditApi(AuditLog log) {
    this.log = log;
  }

  /** Adds the path. */
  public void mount(Router router) {
    router.get(PATH).handler(this::list);
  }

  private void list(RoutingContext request) {
    if (!CurrentViewer.of(request).administrator()) {
      request.fail(403, new NotAdministratorException());
      return;
    }
    log.newest(before(request), PAGE)
        .onSuccess(entries -> Json.send(request, 200, Map.of("entries", entries)))
        .onFailure(request::fail);
  }

  private OffsetDateTime before(RoutingContext request) {
    var unused = new QueryParameters(request, PARAMETERS);
    var text = request.queryParams().getAll("before");
    if (text.isEmpty()) {
      return ALL;
    }
    try {
      var time = OffsetDateTime.parse(text.get(0));
      if (time.getYear() >= 1970 && time.getYear() <= 9999) {
        return time;
      }
    } catch (DateTimeException e) {
      throw notATime();
    }
    throw notATime();
  }

  private static BadParameterException notATime() {
    return new BadParameterException(
        "before", "must be one time of the form 2026-11-24T16:00:00Z, from 1970 on");
  }
}
