package io.storelens.e2e.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The API server of a cluster, asked as {@code kubectl} asks it. Resources go there as the text
 * they are, so that it reads the YAML itself and no client corrects it on the way.
 */
final class ApiServer implements AutoCloseable {
  /** Where resources that name no namespace go. */
  private static final String NAMESPACE = "storelens-e2e";

  private static final Pattern NAMESPACE_FIELD = Pattern.compile("\\bnamespace: ([a-z0-9-]+)");
  private static final String APPLY = "application/apply-patch+yaml";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern UNKNOWN_FIELD = Pattern.compile("unknown field \"([^\"]*)\"");
  private static final Pattern LAST_INDEX = Pattern.compile("\\[\\d+]$");
  private static final Map<String, String> PATHS =
      Map.of(
          "Region", "/apis/storelens.io/v1alpha1/namespaces/%s/regions",
          "Store", "/apis/storelens.io/v1alpha1/namespaces/%s/stores",
          "Camera", "/apis/storelens.io/v1alpha1/namespaces/%s/cameras",
          "Secret", "/api/v1/namespaces/%s/secrets");

  private final KubernetesClient client;

  /** Reaches the API server that {@code kubeconfig} names. */
  ApiServer(Path kubeconfig) {
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build();
    makeNamespaces("");
  }

  /** Makes the namespace for resources that name none, and those that {@code text} names. */
  void makeNamespaces(String text) {
    var names = Stream.concat(Stream.of(NAMESPACE), namespaces(text));
    names.forEach(
        name ->
            client
                .resource(
                    new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
                .serverSideApply());
  }

  private static Stream<String> namespaces(String text) {
    return NAMESPACE_FIELD.matcher(text).results().map(result -> result.group(1));
  }

  /**
   * Applies the definition of a resource on the server, as an upgrade does, and waits for its API.
   */
  void define(Path definition) {
    String name = definition.getFileName().toString().replaceFirst("\\.yaml$", "");
    var answer =
        send(
            "PATCH",
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/"
                + name
                + "?fieldManager=storelens-e2e&force=true&fieldValidation=Strict",
            APPLY,
            read(definition));
    if (!answer.isSuccessful()) {
      throw new IllegalStateException(definition + " is refused: " + answer.bodyString());
    }
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(name)
        .waitUntilCondition(ApiServer::isServed, 30, TimeUnit.SECONDS);
  }

  private static boolean isServed(
      io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
  }

  /**
   * Asks whether a resource may be created, without creating it. Unknown and repeated fields count
   * as faults, as for {@code kubectl}.
   *
   * @param kind one that it {@linkplain #knows}
   * @param text the resource in YAML; its namespace, if it names one, must be there
   */
  Verdict judge(String kind, String text) {
    String path = PATHS.get(kind).formatted(namespaces(text).findFirst().orElse(NAMESPACE));
    return verdict(
        send("POST", path + "?dryRun=All&fieldValidation=Strict", "application/yaml", text));
  }

  private static Verdict verdict(Answer answer) {
    if (answer.isSuccessful()) {
      return Verdict.ACCEPTED;
    }
    return switch (answer.code()) {
      case 400, 422 -> refusal(answer.bodyString());
      default ->
          throw new IllegalStateException(
              "the API server answers " + answer.code() + ": " + answer.bodyString());
    };
  }

  /**
   * Asks whether a resource may change.
   *
   * @param kind one that it {@linkplain #knows}
   * @param name the resource's name
   * @param before what is there; it is made, and removed again
   * @param after what would be there
   */
  Verdict judgeChange(String kind, String name, String before, String after) {
    String path = PATHS.get(kind).formatted(NAMESPACE) + "/" + name;
    String apply = path + "?fieldManager=storelens-e2e&force=true&fieldValidation=Strict";
    var made = send("PATCH", apply, APPLY, before);
    if (!made.isSuccessful()) {
      throw new IllegalStateException(name + " is refused: " + made.bodyString());
    }
    try {
      return verdict(send("PATCH", apply + "&dryRun=All", APPLY, after));
    } finally {
      send("DELETE", path, "application/json", "{}");
    }
  }

  /** Whether resources of {@code kind} can be judged. */
  static boolean knows(String kind) {
    return PATHS.containsKey(kind);
  }

  private static Verdict refusal(String body) {
    JsonNode status;
    try {
      status = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no status: " + body, e);
    }
    String message = status.path("message").asText();
    Set<String> fields = new TreeSet<>();
    for (var cause : status.at("/details/causes")) {
      String field = cause.path("field").asText();
      if (cause.path("reason").asText().equals("FieldValueDuplicate")) {
        // What is wrong is the list: either item could go.
        field = LAST_INDEX.matcher(field).replaceFirst("");
      }
      // One cause only says that there may be more: it names no field.
      if (!field.equals("<nil>")) {
        fields.add(field);
      }
    }
    var unknown = UNKNOWN_FIELD.matcher(message);
    while (unknown.find()) {
      fields.add(unknown.group(1));
    }
    return Verdict.refused(fields, message);
  }

  private Answer send(String method, String path, String type, String body) {
    var http = client.getHttpClient();
    var request =
        http.newHttpRequestBuilder()
            .uri(client.getConfiguration().getMasterUrl().replaceFirst("/$", "") + path)
            .method(method, type, body)
            .build();
    try {
      HttpResponse<String> response =
          http.sendAsync(request, String.class).get(30, TimeUnit.SECONDS);
      return new Answer(response.code(), response.isSuccessful(), response.bodyString());
    } catch (ExecutionException | TimeoutException | IOException e) {
      throw new IllegalStateException(method + " " + path + " has no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + path, e);
    }
  }

  private record Answer(int code, boolean isSuccessful, String bodyString) {}

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
