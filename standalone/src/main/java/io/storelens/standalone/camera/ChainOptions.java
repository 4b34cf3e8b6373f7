package io.storelens.standalone.camera;

import io.storelens.crds.camera.Camera;
import io.storelens.standalone.resource.Chain;
import io.storelens.standalone.resource.ChainReader;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the chain is that a command asks. */
public final class ChainOptions {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder with Region, Store, Camera and Secret YAML. Default: examples.")
  private Path config = Path.of(System.getProperty("storelens.home", "")).resolve("examples");

  /** Reads and checks it. */
  public Chain read() throws IOException {
    return new ChainReader().read(config);
  }

  /**
   * The camera of {@code chain} that is called {@code name}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Camera camera(Chain chain, String name) {
    return chain.cameras().stream()
        .filter(camera -> camera.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no Camera \"%s\" in %s".formatted(name, config)));
  }
}
