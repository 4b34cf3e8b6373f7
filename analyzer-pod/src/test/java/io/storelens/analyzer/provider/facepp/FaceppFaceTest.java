package io.storelens.analyzer.provider.facepp;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.FacePoints.Point;
import io.storelens.analyzer.provider.RecordedProvider;
import io.storelens.analyzer.provider.remote.CallFailedException;
import io.storelens.analyzer.provider.remote.CallOutcome;
import io.storelens.contract.config.FaceppConfig;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.contract.face.Trait;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wire of Face++, with answers as they are documented. */
class FaceppFaceTest {
  private static final String KEY = "a-key-that-nobody-may-see";
  private static final String SECRET = "a-secret-that-nobody-may-see";
  private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, 13, 10, 45, 45};

  private RecordedProvider facepp;
  private Duration timeout = Duration.ofSeconds(10);

  @BeforeEach
  void start() {
    facepp = new RecordedProvider();
  }

  @AfterEach
  void stop() {
    facepp.close();
  }

  @Test
  void sendsAFormWithThePicture() throws Exception {
    facepp.answer(200, "{\"faces\":[]}");
    assertThat(face(true).detect(PICTURE, EnumSet.allOf(Trait.class))).isEmpty();
    facepp
        .server()
        .verify(
            postRequestedFor(urlEqualTo("/facepp/v3/detect"))
                .withAnyRequestBodyPart(aMultipart("api_key").withBody(equalTo(KEY)))
                .withAnyRequestBodyPart(aMultipart("api_secret").withBody(equalTo(SECRET)))
                .withAnyRequestBodyPart(aMultipart("return_landmark").withBody(equalTo("1")))
                .withAnyRequestBodyPart(
                    aMultipart("return_attributes").withBody(equalTo("age,emotion,gender")))
                .withAnyRequestBodyPart(aMultipart("calculate_all").withBody(equalTo("1")))
                .withAnyRequestBodyPart(aMultipart("image_file").withBody(binaryEqualTo(PICTURE))));
  }

  @Test
  void readsFacesAndThoseThatAFreeKeyTellsNothingOf() throws Exception {
    facepp.answer(200, RecordedProvider.recorded("facepp/two-faces.json"));
    var faces = face(false).detect(PICTURE, EnumSet.allOf(Trait.class));
    assertThat(faces).hasSize(2);
    assertThat(faces.get(0).box()).isEqualTo(new FaceBox(255, 90, 182, 182));
    assertThat(faces.get(0).points().rightEye()).isEqualTo(new Point(389, 138));
    assertThat(faces.get(0).told().gender()).contains(Gender.FEMALE);
    assertThat(faces.get(0).told().age()).hasValue(24.0);
    assertThat(faces.get(0).told().mood()).contains(Mood.HAPPINESS);
    assertThat(faces.get(0).told().moodConfidence()).hasValue(0.98);
    assertThat(faces.get(1).told().traits()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, IMAGE_ERROR_UNSUPPORTED_FORMAT: image_file, INVALID_IMAGE",
    "400, INVALID_IMAGE_SIZE: image_file, INVALID_SIZE",
    "400, INVALID_IMAGE_URL: image_url, BAD_REQUEST",
    "400, IMAGE_FILE_TOO_LARGE: image_file, INVALID_SIZE",
    "400, MISSING_ARGUMENTS: api_key, BAD_REQUEST",
    "400, BAD_ARGUMENTS: return_landmark, BAD_REQUEST",
    "400, COEXISTENCE_ARGUMENTS, BAD_REQUEST",
    "400, TOO_MANY_FACE_ATTRIBUTES, BAD_REQUEST",
    "401, AUTHENTICATION_ERROR, UNAUTHORIZED",
    "403, AUTHORIZATION_ERROR: Denied by Client, FORBIDDEN",
    "403, CONCURRENCY_LIMIT_EXCEEDED, RATE_LIMITED",
    "403, INSUFFICIENT_PERMISSION: calculate_all, UNSUPPORTED",
    "404, API_NOT_FOUND, NOT_FOUND",
    "412, IMAGE_DOWNLOAD_TIMEOUT: image_url, TIMEOUT",
    "500, INTERNAL_ERROR, SERVER_ERROR"
  })
  void knowsEveryDocumentedError(int status, String message, CallOutcome outcome) {
    facepp.answer(
        status,
        "{\"time_used\":3,\"error_message\":\"%s\",\"request_id\":\"1,2\"}".formatted(message));
    assertThat(failure().outcome()).isEqualTo(outcome);
  }

  @Test
  void understandsThePlainTextOfATooLargeRequest() {
    facepp.answer(aResponse().withStatus(413).withBody("Request Entity Too Large"));
    assertThat(failure().outcome()).isEqualTo(CallOutcome.INVALID_SIZE);
  }

  @Test
  void givesUpWaiting() {
    facepp.answer(aResponse().withStatus(200).withBody("{}").withFixedDelay(3000));
    timeout = Duration.ofMillis(300);
    assertThat(failure().outcome()).isEqualTo(CallOutcome.TIMEOUT);
  }

  @Test
  void showsItsKeyToNobody() {
    facepp.answer(400, "{\"error_message\":\"BAD_ARGUMENTS: %s %s\"}".formatted(KEY, SECRET));
    assertThat(face(false).toString() + failure()).doesNotContain(KEY).doesNotContain(SECRET);
  }

  private CallFailedException failure() {
    return catchThrowableOfType(
        CallFailedException.class, () -> face(false).detect(PICTURE, Set.of(Trait.AGE)));
  }

  private FaceppFace face(boolean standard) {
    return new FaceppFace(
        new FaceppConfig(facepp.address(), KEY, SECRET, standard, 10, BigDecimal.ZERO),
        timeout,
        HttpClient.newHttpClient());
  }
}
