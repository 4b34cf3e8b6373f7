package io.storelens.standalone.up;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.podkit.Pod;
import io.storelens.standalone.history.SampleHistory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Collection;
import java.util.function.Supplier;

/** Makes up a past for the stores, before anything real is counted. Done at the start. */
record SampleHistoryPart(
    Vertx vertx,
    Supplier<DatabaseConfig> database,
    Supplier<Collection<CameraEntry>> cameras,
    int days)
    implements Pod {
  @Override
  public String name() {
    return "sample history";
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(
        () -> new SampleHistory(database.get(), Clock.systemUTC()).fill(cameras.get(), days));
  }

  @Override
  public Future<?> stop() {
    return Future.succeededFuture();
  }
}
