package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The resources in the YAML files of a folder. */
final class ManifestFolder {
  /** The API version of each kind that standalone reads. */
  private static final Map<String, String> KINDS =
      Map.of(
          "Region",
          ChainReader.API_VERSION,
          "Store",
          ChainReader.API_VERSION,
          "Camera",
          ChainReader.API_VERSION,
          Secret.KIND,
          "v1");

  private ManifestFolder() {}

  /** Reads all files, in the order of their names; what cannot be read is added to the faults. */
  static List<Manifest> read(Path folder, List<Fault> faults) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidResourcesException(
          List.of(new Fault(folder.toString(), "", "", "is not a folder")));
    }
    var files = files(folder);
    if (files.isEmpty()) {
      faults.add(new Fault(folder.toString(), "", "", "holds no file *.yaml or *.yml"));
    }
    var manifests = new ArrayList<Manifest>();
    for (Path file : files) {
      try {
        for (var document : YamlDocuments.read(Files.readString(file))) {
          read(file.toString(), document, manifests, faults);
        }
      } catch (CharacterCodingException e) {
        faults.add(new Fault(file.toString(), "", "", "is not text in UTF-8"));
      } catch (IllegalArgumentException e) {
        faults.add(new Fault(file.toString(), "", "", e.getMessage()));
      }
    }
    return manifests;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var paths = Files.list(folder)) {
      return paths
          .filter(path -> path.getFileName().toString().matches(".*\\.ya?ml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static void read(
      String file, JsonNode document, List<Manifest> manifests, List<Fault> faults) {
    if (!(document instanceof ObjectNode content)) {
      faults.add(new Fault(file, "", "", "a document is no resource: it has no fields"));
      return;
    }
    if (content.path("kind").asText().equals("List") && content.path("items").isArray()) {
      content.path("items").forEach(item -> read(file, item, manifests, faults));
      return;
    }
    String kind = content.path("kind").asText();
    var manifest = new Manifest(file, kind, content.at("/metadata/name").asText(), content);
    String apiVersion = content.path("apiVersion").asText();
    if (kind.isEmpty()) {
      faults.add(new Fault(file, "", "kind", "is required; kinds are " + kinds()));
    } else if (!KINDS.containsKey(kind)) {
      faults.add(manifest.fault("kind", "is not known without Kubernetes; kinds are " + kinds()));
    } else if (!KINDS.get(kind).equals(apiVersion)) {
      faults.add(
          manifest.fault(
              "apiVersion",
              (apiVersion.isEmpty() ? "is required" : "\"" + apiVersion + "\" is not known")
                  + "; "
                  + kind
                  + " has "
                  + KINDS.get(kind)));
    } else {
      manifests.add(manifest);
    }
  }

  private static String kinds() {
    return "Region, Store, Camera and Secret";
  }
}
