package io.storelens.analyzer.provider.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.AddHeadersPolicy;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.Context;
import io.storelens.analyzer.provider.FoundFace;
import io.storelens.analyzer.provider.remote.CallFailedException;
import io.storelens.analyzer.provider.remote.CallOutcome;
import io.storelens.analyzer.provider.remote.FaceApi;
import io.storelens.analyzer.provider.remote.PictureLimits;
import io.storelens.analyzer.provider.remote.Transport;
import io.storelens.contract.face.Trait;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Azure Face: {@code POST /face/{version}/detect}, see "Face - Detect" of its REST API. No face id
 * is made ({@code returnFaceId=false}), so nothing is kept there.
 */
public final class AzureFace implements FaceApi {
  private static final HttpHeaderName KEY = HttpHeaderName.fromString("Ocp-Apim-Subscription-Key");
  private static final String SCOPE = "https://cognitiveservices.azure.com/.default";

  /** Tells attributes; {@link #BOXES_ONLY} finds more faces, and tells none. */
  private static final String WITH_ATTRIBUTES = "detection_01";

  private static final String BOXES_ONLY = "detection_03";
  private static final int MIN_BYTES = 1 << 10;
  private static final int MIN_SIDE = 36;
  private static final int MAX_SIDE = 4096;
  private static final int MAX_FACES = 100;

  /** 36 pixels in a picture of 1920 x 1080. */
  private static final double SMALLEST_FACE = 36.0 / 1920;

  private final Account account;
  private final PictureLimits limits;
  private final HttpPipeline pipeline;

  /**
   * A Face resource.
   *
   * @param endpoint its address
   * @param version of the API, such as {@code v1.2}
   * @param maxBytes largest picture
   */
  public record Account(URI endpoint, String version, int maxBytes) {}

  private AzureFace(Account account, HttpPipelinePolicy login, HttpClient client) {
    this.account = account;
    this.limits =
        new PictureLimits(
            MIN_BYTES, account.maxBytes(), MIN_SIDE, MAX_SIDE, MAX_FACES, SMALLEST_FACE);
    this.pipeline = new HttpPipelineBuilder().policies(login).httpClient(client).build();
  }

  /** Logs in with the resource's key. */
  public static AzureFace withKey(Account account, String key, HttpClient client) {
    return new AzureFace(account, new AddHeadersPolicy(new HttpHeaders().set(KEY, key)), client);
  }

  /** Logs in by Entra ID. */
  public static AzureFace withEntraId(
      Account account, TokenCredential credential, HttpClient client) {
    return new AzureFace(account, new BearerTokenAuthenticationPolicy(credential, SCOPE), client);
  }

  @Override
  public PictureLimits limits() {
    return limits;
  }

  @Override
  public String model() {
    return "azure-face-" + account.version();
  }

  @Override
  public List<FoundFace> detect(byte[] jpeg, Set<Trait> wanted) throws CallFailedException {
    var request =
        new HttpRequest(HttpMethod.POST, url(wanted))
            .setHeader(HttpHeaderName.CONTENT_TYPE, "application/octet-stream")
            .setBody(jpeg);
    try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
      byte[] body = response.getBodyAsByteArray().blockOptional().orElseGet(() -> new byte[0]);
      if (response.getStatusCode() == 200) {
        return AzureReply.faces(body);
      }
      throw AzureReply.failure(
          response.getStatusCode(),
          body,
          Optional.ofNullable(response.getHeaderValue(HttpHeaderName.RETRY_AFTER)));
    } catch (RuntimeException e) {
      throw Transport.failure(e);
    }
  }

  private String url(Set<Trait> wanted) {
    var attributes = new TreeSet<String>();
    for (Trait trait : wanted) {
      attributes.add(
          switch (trait) {
            case GENDER -> "gender";
            case AGE -> "age";
            case MOOD -> "emotion";
          });
    }
    return account.endpoint()
        + "/face/"
        + account.version()
        + "/detect?returnFaceId=false&returnFaceLandmarks=true&detectionModel="
        + (attributes.isEmpty()
            ? BOXES_ONLY
            : WITH_ATTRIBUTES + "&returnFaceAttributes=" + String.join(",", attributes));
  }

  /** Without key and token. */
  @Override
  public String toString() {
    return "AzureFace[" + account.endpoint() + ", " + account.version() + "]";
  }

  static CallOutcome outcome(int status, String code) {
    return switch (status) {
      case 400, 413, 415 ->
          switch (code) {
            case "InvalidImage" -> CallOutcome.INVALID_IMAGE;
            case "InvalidImageSize" -> CallOutcome.INVALID_SIZE;
            default -> status == 413 ? CallOutcome.INVALID_SIZE : CallOutcome.BAD_REQUEST;
          };
      case 401 -> CallOutcome.UNAUTHORIZED;
      case 403 ->
          code.equals("UnsupportedFeature") ? CallOutcome.UNSUPPORTED : CallOutcome.FORBIDDEN;
      case 404 -> CallOutcome.NOT_FOUND;
      case 408 -> CallOutcome.TIMEOUT;
      case 409 -> CallOutcome.CONFLICT;
      case 429 -> CallOutcome.RATE_LIMITED;
      // Seen where an account is not approved for what it asks.
      case 299 -> CallOutcome.FORBIDDEN;
      default -> status >= 500 ? CallOutcome.SERVER_ERROR : CallOutcome.BAD_REQUEST;
    };
  }
}
