package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pod that was broken into can do no more than its work: no token, no rights, few peers. */
@Tag("node")
@Order(4)
@ExtendWith(SharedInstallation.class)
class LeastPrivilegeE2E {
  /** Kind, paths, names, verbs: one row of what somebody may do. */
  private static final Pattern RIGHT =
      Pattern.compile("(\\S*)\\s+\\[(.*?)]\\s+\\[(.*?)]\\s+\\[(.*?)]\\s*");

  private static final YAMLMapper YAML = new YAMLMapper();

  private static Installation installation;

  @BeforeAll
  static void install(Installation shared) {
    installation = shared;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eu-west-ingest", "eu-west-analyzer", "storelens-report", "storelens-database"})
  void givesPodsNoRights(String account) {
    assertThat(granted(account, installation.namespace())).isEmpty();
  }

  @Test
  void givesTheOperatorTheRightsThatAreListedAndNoOthers() throws JsonProcessingException {
    var listed = new TreeMap<String, Set<String>>();
    for (var file : List.of("operator/rbac/clusterrole.yaml", "operator/rbac/role.yaml")) {
      for (var rule : YAML.readTree(Chart.file(file)).path("rules")) {
        var group = rule.at("/apiGroups/0").asText();
        for (var resource : rule.path("resources")) {
          var kind = group.isEmpty() ? resource.asText() : dotted(resource.asText(), group);
          rule.path("verbs")
              .forEach(
                  verb -> listed.computeIfAbsent(kind, k -> new TreeSet<>()).add(verb.asText()));
        }
      }
    }
    assertThat(granted("storelens-operator", installation.namespace())).isEqualTo(listed);
  }

  @Test
  void givesTheOperatorNoRightsElsewhere() {
    assertThat(granted("storelens-operator", "kube-system")).isEmpty();
  }

  /** Of a part of a resource, such as its status, the group stands between both. */
  private static String dotted(String resource, String group) {
    int part = resource.indexOf('/');
    return part < 0
        ? resource + "." + group
        : resource.substring(0, part) + "." + group + resource.substring(part);
  }

  /** Verbs by kind; without what an account has that nobody gave anything. */
  private static Map<String, Set<String>> granted(String account, String namespace) {
    var granted = rights(account, namespace);
    rights("stranger", namespace)
        .forEach(
            (kind, verbs) ->
                granted.computeIfPresent(
                    kind, (same, all) -> all.removeAll(verbs) && all.isEmpty() ? null : all));
    return granted;
  }

  private static Map<String, Set<String>> rights(String account, String namespace) {
    var rights = new TreeMap<String, Set<String>>();
    for (var line : listed(account, namespace)) {
      var right = RIGHT.matcher(line);
      assertThat(right.matches()).as(line).isTrue();
      rights
          .computeIfAbsent(right.group(1) + right.group(2), k -> new TreeSet<>())
          .addAll(Arrays.asList(right.group(4).split(" ")));
    }
    return rights;
  }

  private static List<String> listed(String account, String namespace) {
    return installation
        .cluster()
        .ask(
            "auth",
            "can-i",
            "--list",
            "--no-headers",
            "--namespace",
            namespace,
            "--as",
            "system:serviceaccount:" + installation.namespace() + ":" + account)
        .lines()
        .filter(line -> !line.isBlank() && !line.toLowerCase(Locale.ROOT).startsWith("warning:"))
        .toList();
  }

  @Test
  void mountsNoTokenIntoPodsThatDoNotAskTheApiServer() {
    for (var component : List.of("ingest", "analyzer", "report", "database")) {
      assertThat(installation.pods(component)).as(component).isNotEmpty();
      for (var pod : installation.pods(component)) {
        var spec = installation.get("pod", pod).path("spec");
        assertThat(spec.path("volumes")).as(pod).noneMatch(LeastPrivilegeE2E::hasToken);
        assertThat(spec.at("/containers/0/securityContext/readOnlyRootFilesystem").asBoolean())
            .as(pod)
            .isTrue();
      }
    }
  }

  private static boolean hasToken(JsonNode volume) {
    return volume.at("/projected/sources").findValue("serviceAccountToken") != null;
  }

  /** Who asks, by its labels; whom; on which port; and whether it is heard. */
  @ParameterizedTest
  @CsvSource({
    "camera,     ingest,   2121, true",
    "camera,     analyzer, 8080, false",
    "camera,     database, 5432, false",
    "ingest,     analyzer, 8080, true",
    "ingest,     database, 5432, false",
    "analyzer,   database, 5432, true",
    "analyzer,   ingest,   2121, false",
    "report,     analyzer, 8080, false",
  })
  void letsPodsReachWhomTheyNeed(String from, String to, int port, boolean heard) {
    if (!heard) {
      Network.requirePolicies(installation.cluster());
    }
    var address = installation.get("pod", installation.pods(to).get(0)).at("/status/podIP");
    var name = "visitor-" + from + "-" + to;
    var labels = new ArrayList<String>();
    if (!from.equals("camera")) {
      labels.add("app.kubernetes.io/name: storelens");
      labels.add("app.kubernetes.io/part-of: storelens");
      labels.add("app.kubernetes.io/component: " + from);
      labels.add("app.kubernetes.io/instance: " + Installation.REGION);
      labels.add("storelens.io/region: " + Installation.REGION);
    }
    installation.applyText(
        Images.into(Chart.file("e2e/src/test/resources/node/visitor-of.yaml"))
            .replace("@NAME@", name)
            .replace("@TRY@", heard ? "until" : "while")
            .replace("@LABELS@", String.join(", ", labels))
            .replace("@ADDRESS@", address.asText())
            .replace("@PORT@", Integer.toString(port)));
    try {
      await(name)
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () ->
                  assertThat(installation.get("pod", name).at("/status/phase").asText())
                      .isEqualTo("Succeeded"));
    } finally {
      installation.ask("delete", "pod", name, "--wait=true");
    }
  }
}
