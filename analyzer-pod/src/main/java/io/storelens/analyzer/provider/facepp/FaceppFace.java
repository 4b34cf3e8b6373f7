package io.storelens.analyzer.provider.facepp;

import io.storelens.analyzer.provider.FoundFace;
import io.storelens.analyzer.provider.remote.CallFailedException;
import io.storelens.analyzer.provider.remote.FaceApi;
import io.storelens.analyzer.provider.remote.PictureLimits;
import io.storelens.analyzer.provider.remote.Transport;
import io.storelens.contract.config.FaceppConfig;
import io.storelens.contract.face.Trait;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Face++ Detect v3: {@code POST /facepp/v3/detect}, see its API reference. Face tokens come
 * unasked; they are thrown away.
 */
public final class FaceppFace implements FaceApi {
  private static final PictureLimits FREE = new PictureLimits(0, 2 << 20, 48, 4096, 5, 1.0 / 48);
  private static final PictureLimits STANDARD =
      new PictureLimits(0, 2 << 20, 48, 4096, 100, 1.0 / 48);

  private final FaceppConfig config;
  private final URI address;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * @param timeout longest a call may take
   */
  public FaceppFace(FaceppConfig config, Duration timeout, HttpClient client) {
    this.config = config;
    this.address = URI.create(config.endpoint() + "/facepp/v3/detect");
    this.timeout = timeout;
    this.client = client;
  }

  @Override
  public PictureLimits limits() {
    return config.standard() ? STANDARD : FREE;
  }

  @Override
  public String model() {
    return "facepp-detect-v3";
  }

  @Override
  public List<FoundFace> detect(byte[] jpeg, Set<Trait> wanted) throws CallFailedException {
    var form = new MultipartForm(fields(wanted), "image_file", jpeg);
    var request =
        HttpRequest.newBuilder(address)
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(timeout)
            .header("Content-Type", form.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArrays(form.parts()))
            .build();
    try {
      var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() == 200) {
        return FaceppReply.faces(response.body());
      }
      throw FaceppReply.failure(
          response.statusCode(), response.body(), response.headers().firstValue("Retry-After"));
    } catch (IOException e) {
      throw Transport.failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Transport.failure(e);
    }
  }

  private Map<String, String> fields(Set<Trait> wanted) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("api_key", config.key());
    fields.put("api_secret", config.secret());
    fields.put("return_landmark", "1");
    var attributes = new TreeSet<String>();
    for (Trait trait : wanted) {
      attributes.add(
          switch (trait) {
            case GENDER -> "gender";
            case AGE -> "age";
            case MOOD -> "emotion";
          });
    }
    fields.put("return_attributes", attributes.isEmpty() ? "none" : String.join(",", attributes));
    if (config.standard()) {
      fields.put("calculate_all", "1");
    }
    return fields;
  }

  /** Without key and secret. */
  @Override
  public String toString() {
    return "FaceppFace[" + config.endpoint() + "]";
  }
}
