package io.storelens.report.access;

import io.storelens.report.viewer.Viewer;
import io.vertx.ext.web.RoutingContext;

/** Who a request was let in for. */
public final class CurrentViewer {
  private static final String KEY = CurrentViewer.class.getName();

  private CurrentViewer() {}

  /** Whom {@code request} was let in for; nobody, who sees nothing, where it was not. */
  public static Viewer of(RoutingContext request) {
    Viewer viewer = request.get(KEY);
    return viewer == null ? Viewer.NOBODY : viewer;
  }

  /** Lets {@code request} in for {@code viewer}. */
  static void set(RoutingContext request, Viewer viewer) {
    request.put(KEY, viewer);
  }
}
