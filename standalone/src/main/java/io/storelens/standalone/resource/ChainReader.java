package io.storelens.standalone.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a chain from a folder of YAML files and holds it to the same rules as the API server does,
 * then to those that only all resources together can show.
 */
public final class ChainReader {
  static final String API_VERSION = "storelens.io/v1alpha1";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, ResourceSchema> schemas =
      Map.of(
          "Region", ResourceSchema.of("regions"),
          "Store", ResourceSchema.of("stores"),
          "Camera", ResourceSchema.of("cameras"));

  /**
   * Reads every {@code *.yaml} and {@code *.yml} of {@code folder}, not of folders in it.
   *
   * @throws InvalidResourcesException naming every fault of every file
   * @throws IOException if the folder or a file cannot be read
   */
  public Chain read(Path folder) throws IOException {
    var faults = new ArrayList<Fault>();
    var manifests = ManifestFolder.read(folder, faults);
    var sound = new ArrayList<Manifest>();
    var secrets = new TreeMap<String, Secret>();
    for (var manifest : manifests) {
      int before = faults.size();
      if (manifest.kind().equals(Secret.KIND)) {
        Secret.read(manifest, faults).ifPresent(secret -> secrets.put(manifest.name(), secret));
      } else {
        faults.addAll(schemas.get(manifest.kind()).complete(manifest));
        if (faults.size() == before) {
          sound.add(manifest);
        }
      }
    }
    sound.forEach(manifest -> faults.addAll(UnsupportedSettings.in(manifest)));
    var references = new References(manifests, sound, secrets);
    faults.addAll(references.faults());
    if (!faults.isEmpty()) {
      throw new InvalidResourcesException(faults);
    }
    return new Chain(
        regions(sound),
        all(sound, Store.class),
        all(sound, Camera.class),
        references.credentials(),
        references.analyzerSecrets(),
        references.certificate());
  }

  private List<Region> regions(List<Manifest> manifests) {
    var regions = new TreeMap<String, Region>();
    for (var region : all(manifests, Region.class)) {
      regions.put(region.getMetadata().getName(), region);
    }
    for (var store : all(manifests, Store.class)) {
      regions.computeIfAbsent(
          store.getSpec().region(),
          name -> convert(schemas.get("Region").defaults("Region", name), Region.class));
    }
    return List.copyOf(regions.values());
  }

  private static <T> List<T> all(List<Manifest> manifests, Class<T> type) {
    return manifests.stream()
        .filter(manifest -> manifest.kind().equals(type.getSimpleName()))
        .sorted(Comparator.comparing(Manifest::name))
        .map(manifest -> convert(manifest.content(), type))
        .toList();
  }

  private static <T> T convert(ObjectNode content, Class<T> type) {
    try {
      return MAPPER.treeToValue(content, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("schema and Java type of " + type.getName() + " differ", e);
    }
  }
}
