package io.storelens.report.access;

import io.storelens.report.viewer.Grant;
import io.storelens.report.web.Json;
import io.storelens.report.web.QueryParameters;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /api/v1/me}: who is logged in, and what they see. */
public final class MeApi {
  private static final String PATH = "/api/v1/me";

  /** Adds the path. */
  public void mount(Router router) {
    router
        .get(PATH)
        .handler(
            request -> {
              var unused = new QueryParameters(request, Set.of());
              var viewer = CurrentViewer.of(request);
              List<List<String>> limits =
                  viewer.limits().stream()
                      .map(grants -> grants.stream().map(Grant::toString).toList())
                      .toList();
              Json.send(
                  request,
                  200,
                  Map.of(
                      "name", viewer.name(),
                      "limits", limits,
                      "administrator", viewer.administrator()));
            });
  }
}
