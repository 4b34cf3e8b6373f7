package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.storelens.contract.directory.Identification;
import io.storelens.operator.directory.Credentials;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cameras that log in with the same user name. They may, where all have the same password and each
 * has something of its own that tells its photos.
 */
final class SharedAccounts {
  private static final String OWN =
      " logs in with the same user name; each camera needs its own, or all of them the same Secret"
          + " and, in identifiedBy, a directory, fileName, exif or location that tells them apart";

  private SharedAccounts() {}

  /**
   * What is wrong with those that share a user name.
   *
   * @param credentials of the cameras that have a Secret; the others have a user name and password
   *     of their own
   */
  static List<Fault> faults(List<Manifest> cameras, Map<String, Credentials> credentials) {
    var faults = new ArrayList<Fault>();
    var first = new HashMap<String, Manifest>();
    var rules = new HashMap<String, Manifest>();
    for (var camera : cameras) {
      var own = Optional.ofNullable(credentials.get(camera.name()));
      String user = own.map(Credentials::username).orElse(camera.name());
      var other = first.putIfAbsent(user, camera);
      var same = rules.putIfAbsent(user + "\n" + rule(camera), camera);
      if (other == null || other.name().equals(camera.name())) {
        continue;
      }
      if (own.isEmpty() || !own.get().equals(credentials.get(other.name()))) {
        var path = own.isEmpty() ? "metadata.name" : "spec.credentialsSecret";
        faults.add(camera.fault(path, other.resource() + OWN));
      } else if (isByLogin(camera) || isByLogin(other)) {
        faults.add(camera.fault("spec.credentialsSecret", other.resource() + OWN));
      } else if (same != null) {
        faults.add(
            camera.fault(
                "spec.identifiedBy",
                "does not tell it from " + same.resource() + ", which logs in with the same user"));
      }
    }
    return faults;
  }

  private static boolean isByLogin(Manifest camera) {
    return identifiedBy(camera).has("login");
  }

  private static JsonNode identifiedBy(Manifest camera) {
    return camera.content().at("/spec/identifiedBy");
  }

  /** Equal for two cameras that claim the same photos. */
  private static String rule(Manifest camera) {
    var by = identifiedBy(camera);
    if (by.has("directory")) {
      return Identification.byDirectory(by.at("/directory/path").asText()).toString();
    }
    return by.has("location")
        ? by.at("/location/latitude").asDouble() + " " + by.at("/location/longitude").asDouble()
        : by.toString();
  }
}
