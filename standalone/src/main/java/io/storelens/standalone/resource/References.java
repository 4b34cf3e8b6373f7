package io.storelens.standalone.resource;

import io.storelens.operator.directory.Credentials;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** What resources say of each other, and what a schema cannot know. */
final class References {
  private static final int USERNAME_LENGTH = 128;

  private final List<Manifest> all;
  private final Set<String> resources;
  private final List<Manifest> sound;
  private final Map<String, Secret> secrets;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, Credentials> credentials = new TreeMap<>();
  private final Map<String, Map<String, String>> analyzerSecrets = new TreeMap<>();
  private Optional<ServerCertificate> certificate = Optional.empty();

  /**
   * Checks resources.
   *
   * @param all every resource, sound or not
   * @param sound resources without a fault of their own
   * @param secrets readable Secrets by name
   */
  References(List<Manifest> all, List<Manifest> sound, Map<String, Secret> secrets) {
    this.all = all;
    this.resources = all.stream().map(Manifest::resource).collect(Collectors.toSet());
    this.sound = sound;
    this.secrets = secrets;
    findDuplicates();
    of("Region").forEach(this::checkCertificate);
    of("Region").forEach(this::checkProvider);
    of("Store").forEach(this::checkStore);
    of("Camera").forEach(this::checkCamera);
    faults.addAll(SharedAccounts.faults(of("Camera"), credentials));
  }

  /** What is wrong; empty when nothing is. */
  List<Fault> faults() {
    return faults;
  }

  /** What cameras with a Secret log in with, by the name of the camera. */
  Map<String, Credentials> credentials() {
    return credentials;
  }

  /** Values of the Secrets that analyzers name, by the Secret's name. */
  Map<String, Map<String, String>> analyzerSecrets() {
    return analyzerSecrets;
  }

  /** What cameras are offered TLS with. */
  Optional<ServerCertificate> certificate() {
    return certificate;
  }

  private List<Manifest> of(String kind) {
    return sound.stream().filter(manifest -> manifest.kind().equals(kind)).toList();
  }

  private boolean exists(String kind, String name) {
    return resources.contains(kind + "/" + name);
  }

  private void findDuplicates() {
    var first = new HashMap<String, Manifest>();
    for (var manifest : all) {
      var other = first.putIfAbsent(manifest.resource(), manifest);
      if (other != null && !manifest.name().isEmpty()) {
        faults.add(
            manifest.fault(
                "metadata.name",
                "is there twice, also in "
                    + other.file()
                    + "; without Kubernetes there are no namespaces"));
      }
    }
  }

  private void checkCertificate(Manifest region) {
    var name = region.content().at("/spec/ingest/tlsSecret");
    if (name.isTextual()) {
      findCertificate(region, name.textValue());
    }
  }

  private void findCertificate(Manifest region, String name) {
    var secret = secrets.get(name);
    if (secret == null) {
      if (!exists(Secret.KIND, name)) {
        faults.add(region.fault("spec.ingest.tlsSecret", "there is no Secret \"" + name + "\""));
      }
      return;
    }
    var missing = ServerCertificate.missing(secret.values());
    if (missing.isPresent()) {
      faults.add(
          secret
              .manifest()
              .fault(missing.get(), "is missing or not PEM; " + region.resource() + " needs it"));
    } else if (certificate.isPresent() && !certificate.get().secret().equals(name)) {
      faults.add(
          region.fault(
              "spec.ingest.tlsSecret",
              "one process has one certificate: name \""
                  + certificate.get().secret()
                  + "\", as another Region does, and let it be valid for both"));
    } else {
      certificate = Optional.of(ServerCertificate.of(name, secret.values()));
    }
  }

  /** One process has one analyzer, which has one chain of providers. */
  private void checkProvider(Manifest region) {
    var first = of("Region").get(0);
    for (String field : List.of("provider", "providerSecret", "mosaic", "calls")) {
      String path = "/spec/analyzer/" + field;
      if (!region.content().at(path).equals(first.content().at(path))) {
        faults.add(
            region.fault(
                "spec.analyzer." + field,
                "one process has one analyzer: let it be as in " + first.resource()));
        return;
      }
    }
    findSecret(region, "spec.analyzer.providerSecret");
    findSecret(region, "spec.archive.secret");
  }

  private void findSecret(Manifest region, String path) {
    var name = region.content().at("/" + path.replace('.', '/'));
    if (!name.isTextual()) {
      return;
    }
    var secret = secrets.get(name.textValue());
    if (secret != null) {
      analyzerSecrets.put(name.textValue(), secret.values());
    } else if (!exists(Secret.KIND, name.textValue())) {
      faults.add(region.fault(path, "there is no Secret \"" + name.textValue() + "\""));
    }
  }

  private void checkStore(Manifest store) {
    String zone = store.content().at("/spec/timeZone").asText();
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      faults.add(
          store.fault(
              "spec.timeZone", "\"" + zone + "\" is no IANA time zone, such as Europe/Paris"));
    }
  }

  private void checkCamera(Manifest camera) {
    String store = camera.content().at("/spec/store").asText();
    if (!exists("Store", store)) {
      faults.add(camera.fault("spec.store", "there is no Store \"" + store + "\""));
    }
    checkPattern(camera, "spec.captureTime.fileNamePattern");
    checkPattern(camera, "spec.identifiedBy.fileName.pattern");
    var secret = camera.content().at("/spec/credentialsSecret");
    if (secret.isTextual()) {
      checkCredentials(camera, secret.textValue());
    }
  }

  private void checkPattern(Manifest camera, String path) {
    var pattern = camera.content().at("/" + path.replace('.', '/'));
    if (!pattern.isTextual()) {
      return;
    }
    try {
      Pattern.compile(pattern.textValue());
    } catch (PatternSyntaxException e) {
      faults.add(
          camera.fault(
              path,
              "is no regular expression: "
                  + e.getDescription()
                  + " at character "
                  + (e.getIndex() + 1)));
    }
  }

  private void checkCredentials(Manifest camera, String name) {
    var secret = secrets.get(name);
    if (secret == null) {
      if (!exists(Secret.KIND, name)) {
        faults.add(
            camera.fault(
                "spec.credentialsSecret",
                "there is no Secret \"" + name + "\"; left out, a password is generated"));
      }
      return;
    }
    String user = secret.values().getOrDefault("username", camera.name());
    String password = secret.values().getOrDefault("password", "");
    if (!printable(user) || user.length() > USERNAME_LENGTH) {
      faults.add(
          secret
              .manifest()
              .fault(
                  "username",
                  "is not 1 to "
                      + USERNAME_LENGTH
                      + " printable characters; "
                      + camera.resource()
                      + " logs in with it"));
    } else if (!printable(password)) {
      faults.add(
          secret
              .manifest()
              .fault(
                  "password",
                  "is missing, or has characters that FTP cannot carry; "
                      + camera.resource()
                      + " logs in with it"));
    } else {
      credentials.put(camera.name(), new Credentials(user, password, false));
    }
  }

  /** A line of FTP carries any text without control characters. */
  private static boolean printable(String text) {
    return !text.isEmpty() && text.codePoints().noneMatch(Character::isISOControl);
  }
}
