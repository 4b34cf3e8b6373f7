package io.storelens.analyzer.provider.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.FacePoints.Point;
import io.storelens.analyzer.provider.RecordedProvider;
import io.storelens.analyzer.provider.remote.CallFailedException;
import io.storelens.analyzer.provider.remote.CallOutcome;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.contract.face.Trait;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** The wire of Azure Face, with answers as they were recorded and documented. */
class AzureFaceTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final byte[] PICTURE = {1, 2, 3};

  private RecordedProvider azure;
  private Duration timeout = Duration.ofSeconds(10);

  @BeforeEach
  void start() {
    azure = new RecordedProvider();
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void asksForNothingByWhichAPersonCouldBeKnownAgain() throws Exception {
    azure.answer(200, "[]");
    assertThat(face().detect(PICTURE, EnumSet.allOf(Trait.class))).isEmpty();
    azure
        .server()
        .verify(
            postRequestedFor(urlPathEqualTo("/face/v1.2/detect"))
                .withQueryParam("returnFaceId", equalTo("false"))
                .withQueryParam("returnFaceLandmarks", equalTo("true"))
                .withQueryParam("detectionModel", equalTo("detection_01"))
                .withQueryParam("returnFaceAttributes", equalTo("age,emotion,gender"))
                .withHeader("Ocp-Apim-Subscription-Key", equalTo(KEY))
                .withHeader("Content-Type", equalTo("application/octet-stream")));
  }

  @Test
  void takesTheBetterDetectorWhereNoTraitIsAskedFor() throws Exception {
    azure.answer(200, "[]");
    face().detect(PICTURE, Set.of());
    azure
        .server()
        .verify(
            postRequestedFor(
                urlEqualTo(
                    "/face/v1.2/detect?returnFaceId=false&returnFaceLandmarks=true"
                        + "&detectionModel=detection_03")));
  }

  @Test
  void readsFacesWithAllTraits() throws Exception {
    azure.answerFile(200, "azure/two-faces.json");
    var faces = face().detect(PICTURE, EnumSet.allOf(Trait.class));
    assertThat(faces).hasSize(2);
    assertThat(faces.get(0).box()).isEqualTo(new FaceBox(394, 54, 78, 78));
    assertThat(faces.get(0).points().leftEye()).isEqualTo(new Point(412.7, 78.4));
    assertThat(faces.get(0).told().gender()).contains(Gender.MALE);
    assertThat(faces.get(0).told().genderConfidence()).isEmpty();
    assertThat(faces.get(0).told().age()).hasValue(71.0);
    assertThat(faces.get(0).told().mood()).contains(Mood.HAPPINESS);
    assertThat(faces.get(0).told().moodConfidence()).hasValue(0.93);
    assertThat(faces.get(1).told().gender()).contains(Gender.FEMALE);
    assertThat(faces.get(1).told().mood()).contains(Mood.DISGUST);
  }

  @Test
  void readsFacesWithoutTraits() throws Exception {
    azure.answerFile(200, "azure/face-without-attributes.json");
    assertThat(face().detect(PICTURE, Set.of()))
        .singleElement()
        .satisfies(face -> assertThat(face.told().traits()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "400, BadArgument, BAD_REQUEST",
    "400, InvalidURL, BAD_REQUEST",
    "400, InvalidImage, INVALID_IMAGE",
    "400, InvalidImageSize, INVALID_SIZE",
    "401, 401, UNAUTHORIZED",
    "403, UnsupportedFeature, UNSUPPORTED",
    "403, 403, FORBIDDEN",
    "404, 404, NOT_FOUND",
    "408, OperationTimeOut, TIMEOUT",
    "409, ConcurrentOperationConflict, CONFLICT",
    "413, RequestEntityTooLarge, INVALID_SIZE",
    "415, UnsupportedMediaType, BAD_REQUEST",
    "429, 429, RATE_LIMITED",
    "299, NotApproved, FORBIDDEN",
    "500, InternalServerError, SERVER_ERROR",
    "503, ServiceUnavailable, SERVER_ERROR"
  })
  void knowsEveryDocumentedError(int status, String code, CallOutcome outcome) {
    azure.answer(
        status, "{\"error\":{\"code\":\"%s\",\"message\":\"what is wrong\"}}".formatted(code));
    var failure = failure();
    assertThat(failure.outcome()).isEqualTo(outcome);
    assertThat(failure).hasMessageContaining(code);
  }

  @Test
  void obeysRetryAfter() {
    azure.answer(
        aResponse()
            .withStatus(429)
            .withHeader("Retry-After", "26")
            .withBody(
                "{\"error\":{\"code\":\"429\",\"message\":\"Rate limit is exceeded. Try again in 26"
                    + " seconds.\"}}"));
    assertThat(failure().retryAfter()).contains(Duration.ofSeconds(26));
  }

  @ParameterizedTest
  @CsvSource({"<html>gateway</html>", "{}", "[{}]"})
  void isNotFooledByAnswersThatAreNone(String body) {
    azure.answer(200, body);
    assertThat(failure().outcome()).isEqualTo(CallOutcome.UNREADABLE);
  }

  @Test
  void givesUpWaiting() {
    azure.answer(aResponse().withStatus(200).withBody("[]").withFixedDelay(3000));
    timeout = Duration.ofMillis(300);
    assertThat(failure().outcome()).isEqualTo(CallOutcome.TIMEOUT);
  }

  @Test
  void survivesABrokenConnection() {
    azure.answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(failure().outcome()).isEqualTo(CallOutcome.UNREACHABLE);
  }

  @Test
  void logsInByEntraIdWithoutAKey() throws Exception {
    // Given: Entra ID wants https; the recorded provider speaks http
    azure.answer(200, "[]");
    HttpClient client = client();
    HttpClient plain =
        request -> {
          request.setUrl(request.getUrl().toString().replace("https://chain", "http://localhost"));
          return client.send(request);
        };
    var account =
        new AzureFace.Account(
            URI.create("https://chain:" + azure.server().port()), "v1.2", 6 << 20);
    // When
    AzureFace.withEntraId(
            account,
            context ->
                Mono.just(
                    new AccessToken("a-token", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))),
            plain)
        .detect(PICTURE, Set.of());
    // Then
    azure
        .server()
        .verify(
            postRequestedFor(urlPathEqualTo("/face/v1.2/detect"))
                .withHeader("Authorization", equalTo("Bearer a-token"))
                .withoutHeader("Ocp-Apim-Subscription-Key"));
  }

  @Test
  void showsItsKeyToNobody() {
    azure.answer(401, "{\"error\":{\"code\":\"401\",\"message\":\"Access denied\"}}");
    var failure = failure();
    assertThat(face().toString() + failure + failure.getCause()).doesNotContain(KEY);
  }

  private CallFailedException failure() {
    return catchThrowableOfType(
        CallFailedException.class, () -> face().detect(PICTURE, EnumSet.allOf(Trait.class)));
  }

  private AzureFace face() {
    return AzureFace.withKey(
        new AzureFace.Account(azure.address(), "v1.2", 6 << 20), KEY, client());
  }

  private HttpClient client() {
    return new JdkHttpClientBuilder().responseTimeout(timeout).readTimeout(timeout).build();
  }
}
