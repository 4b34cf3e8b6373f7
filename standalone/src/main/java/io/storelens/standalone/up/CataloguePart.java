package io.storelens.standalone.up;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.operator.catalogue.Catalogue;
import io.storelens.operator.database.SchemaMigration;
import io.storelens.operator.directory.CameraDirectory;
import io.storelens.operator.directory.Credentials;
import io.storelens.operator.directory.SaltKey;
import io.storelens.operator.directory.ShardFolder;
import io.storelens.podkit.Pod;
import io.storelens.standalone.resource.Chain;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the operator does for the pods: schema, catalogue and camera directory. Done at the start.
 */
final class CataloguePart implements Pod {
  private final Vertx vertx;
  private final Chain chain;
  private final Map<String, Credentials> credentials;
  private final Path data;
  private final Supplier<DatabaseConfig> database;
  private List<DirectoryShard> shards = List.of();

  CataloguePart(
      Vertx vertx,
      Chain chain,
      Map<String, Credentials> credentials,
      Path data,
      Supplier<DatabaseConfig> database) {
    this.vertx = vertx;
    this.chain = chain;
    this.credentials = credentials;
    this.data = data;
    this.database = database;
  }

  @Override
  public String name() {
    return "catalogue";
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(
        () -> {
          new SchemaMigration(database.get()).run();
          new Catalogue(database.get(), Optional.empty())
              .update(chain.regions(), chain.stores(), chain.cameras());
          writeDirectory();
          return null;
        });
  }

  @Override
  public Future<?> stop() {
    return Future.succeededFuture();
  }

  /** The cameras, as the ingest knows them; only after the start. */
  Collection<CameraEntry> cameras() {
    return shards.stream().flatMap(shard -> shard.cameras().stream()).toList();
  }

  private void writeDirectory() throws IOException {
    var folder = new ShardFolder(Pipeline.cameras(data));
    var directory = new CameraDirectory(SaltKey.in(data.resolve("credentials").resolve(".salt")));
    shards = directory.shards(chain.stores(), chain.cameras(), credentials, folder.read());
    folder.write(shards);
  }
}
