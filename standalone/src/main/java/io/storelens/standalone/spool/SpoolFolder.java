package io.storelens.standalone.spool;

import io.storelens.ingest.spool.AsideFolder;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the spool is. */
final class SpoolFolder {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder of 'storelens up'. Default: .storelens.")
  private Path data = Path.of(System.getProperty("storelens.home", "")).resolve(".storelens");

  AsideFolder aside() throws IOException {
    return AsideFolder.of(data.resolve("spool"));
  }
}
