package io.storelens.crds;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The CRDs as YAML, generated from the Java types. */
final class CrdYaml {
  private CrdYaml() {}

  /** Content by file name. */
  static Map<String, String> generate() {
    var streams = new TreeMap<String, ByteArrayOutputStream>();
    var info =
        new CRDGenerator()
            .customResourceClasses(Region.class, Store.class, Camera.class)
            .forCRDVersions("v1")
            .withPostProcessor(new SchemaCompletion())
            .withOutput(new InMemory(streams))
            .detailedGenerate();
    if (info.numberOfGeneratedCRDs() != 3) {
      throw new IllegalStateException("3 CRDs expected, generated " + info.numberOfGeneratedCRDs());
    }
    var files = new TreeMap<String, String>();
    streams.forEach(
        (name, stream) ->
            files.put(
                name.replaceFirst("-v1$", "") + ".yaml", stream.toString(StandardCharsets.UTF_8)));
    return files;
  }

  private record InMemory(Map<String, ByteArrayOutputStream> streams)
      implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
    @Override
    public ByteArrayOutputStream outputFor(String name) {
      return streams.computeIfAbsent(name, key -> new ByteArrayOutputStream());
    }

    @Override
    public void close() {}
  }
}
