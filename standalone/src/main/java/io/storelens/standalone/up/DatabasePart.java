package io.storelens.standalone.up;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.embedded.database.EmbeddedDatabase;
import io.storelens.podkit.Health;
import io.storelens.podkit.Pod;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The database: one given by its URL, or an embedded one in the data folder. */
final class DatabasePart implements Pod {
  private final Vertx vertx;
  private final Health health;
  private final Optional<String> url;
  private final Path folder;
  private final Consumer<String> progress;
  private EmbeddedDatabase embedded;

  DatabasePart(
      Vertx vertx, Health health, Optional<String> url, Path folder, Consumer<String> progress) {
    this.vertx = vertx;
    this.health = health;
    this.url = url;
    this.folder = folder;
    this.progress = progress;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Future<?> start() {
    if (url.isPresent()) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(() -> EmbeddedDatabase.start(folder, progress))
        .onSuccess(
            database -> {
              embedded = database;
              health.readyWhen(
                  "embedded database",
                  () -> database.alive() ? Optional.empty() : Optional.of("has ended"));
            });
  }

  @Override
  public Future<?> stop() {
    return embedded == null
        ? Future.succeededFuture()
        : vertx.executeBlocking(
            () -> {
              embedded.close();
              return null;
            });
  }

  /** How to reach it as its owner; only after the start. */
  DatabaseConfig owner() {
    return new DatabaseConfig(
        url.orElseGet(() -> embedded.jdbcUrl()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1);
  }
}
