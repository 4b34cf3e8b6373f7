package io.storelens.analyzer.provider.remote;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.analyzer.TestPhotos;
import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.analyzer.provider.Finding;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.NotNowException;
import io.storelens.analyzer.provider.RecordedProvider;
import io.storelens.analyzer.provider.azure.AzureFace;
import io.storelens.analyzer.provider.chain.ProviderChain;
import io.storelens.analyzer.provider.local.LocalProvider;
import io.storelens.contract.config.RegionPolicy;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.contract.face.Trait;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done with the answers of a provider that is called. */
class RemoteProviderTest {
  private static final String UNSUPPORTED =
      "{\"error\":{\"code\":\"UnsupportedFeature\",\"message\":\"%s\"}}";

  /** The one face of {@link TestPhotos#oneMan}, as Azure would tell it. */
  private static final String ONE_MAN =
      """
      [{"faceRectangle": {"left": 371, "top": 91, "width": 241, "height": 329},
        "faceLandmarks": {"pupilLeft": {"x": 434, "y": 216}, "pupilRight": {"x": 549, "y": 216},
          "noseTip": {"x": 492, "y": 281}, "mouthLeft": {"x": 445, "y": 347},
          "mouthRight": {"x": 540, "y": 347}}%s}]
      """;

  private static final String ATTRIBUTES =
      """
      , "faceAttributes": {"age": 61.0, "gender": "male",
        "emotion": {"sadness": 0.8, "happiness": 0.1}}
      """;

  private static LocalProvider local;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RecordedProvider azure = new RecordedProvider();
  private final RecordedProvider second = new RecordedProvider();

  @BeforeAll
  static void load() {
    local = new LocalProvider(Optional.empty(), Optional.empty(), limits());
  }

  @AfterAll
  static void free() {
    local.close();
  }

  @BeforeEach
  void answer() {
    azure.answer(200, ONE_MAN.formatted(ATTRIBUTES));
    second.answer(200, ONE_MAN.formatted(ATTRIBUTES));
  }

  @AfterEach
  void stop() {
    azure.close();
    second.close();
  }

  @Test
  void makesACustomerOfWhatTheProviderTells() throws Exception {
    var finding = find(provider(Optional.empty()), RegionPolicy.DEFAULT);
    assertThat(finding.provider()).isEqualTo("azure");
    assertThat(finding.model()).isEqualTo("azure-face-v1.2");
    assertThat(finding.faces())
        .singleElement()
        .satisfies(
            face -> {
              assertThat(face.shortfall()).isEmpty();
              assertThat(face.eyeDistance()).isBetween(105.0, 117.0);
              assertThat(face.sharpness()).isGreaterThan(100);
              var traits = face.traits().orElseThrow();
              assertThat(traits.gender()).isEqualTo(Gender.MALE);
              assertThat(traits.age()).isEqualTo(61);
              assertThat(traits.mood()).isEqualTo(Mood.SADNESS);
            });
  }

  @Test
  void sendsNoMetadataOfThePhoto() throws Exception {
    find(provider(Optional.empty()), RegionPolicy.DEFAULT);
    byte[] sent = azure.server().getAllServeEvents().get(0).getRequest().getBody();
    assertThat(sent).startsWith(0xff, 0xd8);
    assertThat(new String(sent, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("Exif");
  }

  @Test
  void scalesDownToTheProvidersLimit() throws Exception {
    // Given: a limit far below what the photo has
    var provider = provider(Optional.empty(), 20_000, 10, List.of(azure));
    // When
    var finding = find(provider, RegionPolicy.DEFAULT);
    // Then: the answer is in pixels of what was sent, a smaller picture
    assertThat(azure.server().getAllServeEvents().get(0).getRequest().getBody())
        .hasSizeLessThanOrEqualTo(20_000);
    assertThat(finding.faces().get(0).box().width()).isGreaterThan(300);
  }

  @Test
  void neverAsksForTheMoodThatThePolicyForbids() throws Exception {
    var finding = find(provider(Optional.empty()), new RegionPolicy(200, 100, false));
    assertThat(azure.server().getAllServeEvents().get(0).getRequest().getUrl())
        .doesNotContain("emotion");
    assertThat(finding.faces().get(0).traits()).isPresent();
  }

  @Test
  void losesTheTraitsThatAreRefusedAndLetsTheLocalModelsTellThem() throws Exception {
    // Given
    refuse("emotion", "The attributes emotion have been deprecated");
    refuse("gender", "Feature is not supported");
    azure.answer(200, ONE_MAN.formatted(", \"faceAttributes\": {\"age\": 61.0}"));
    refuse("emotion", "The attributes emotion have been deprecated");
    refuse("gender", "Feature is not supported");
    var provider = provider(Optional.of(local));
    // When
    var finding = find(provider, RegionPolicy.DEFAULT);
    // Then: age as it was told, the rest by the local models, and the row says so
    assertThat(finding.provider()).isEqualTo("azure+local");
    assertThat(finding.model()).startsWith("azure-face-v1.2+yunet");
    var traits = finding.faces().get(0).traits().orElseThrow();
    assertThat(traits.age()).isEqualTo(61);
    assertThat(traits.gender()).isEqualTo(Gender.MALE);
    assertThat(traits.genderConfidence()).isPresent();
    assertThat(traits.mood()).isEqualTo(Mood.HAPPINESS);
    assertThat(gauge("mood")).isZero();
    assertThat(gauge("gender")).isZero();
    assertThat(gauge("age")).isOne();
    // And: what is lost is not asked for again
    int calls = azure.server().getAllServeEvents().size();
    find(provider, RegionPolicy.DEFAULT);
    assertThat(azure.server().getAllServeEvents()).hasSize(calls + 1);
  }

  @Test
  void writesNoEmptyRowsWhereTraitsAreLostAndNobodyElseTellsThem() {
    // Given
    refuse("gender", "gender is not supported");
    var chain = new ProviderChain(List.of(provider(Optional.empty())), meters);
    assertThat(chain.problem()).isEmpty();
    // When: the first photo shows it
    assertThatExceptionOfType(NotNowException.class)
        .isThrownBy(
            () -> {
              find(chain, RegionPolicy.DEFAULT);
              find(chain, RegionPolicy.DEFAULT);
            })
        .withMessageContaining("azure does not tell gender");
    // Then
    assertThat(chain.problem())
        .hasValueSatisfying(words -> assertThat(words).contains("add local"));
  }

  @Test
  void goesOnToTheNextProviderWhenOneFails() throws Exception {
    azure.answer(500, "{}");
    var chain = new ProviderChain(List.of(provider(Optional.empty()), local), meters);
    var finding = find(chain, RegionPolicy.DEFAULT);
    assertThat(finding.provider()).isEqualTo("local");
    assertThat(finding.faces()).hasSize(1);
    assertThat(
            meters
                .get("storelens.analyzer.provider.failovers")
                .tags("from", "azure", "to", "local")
                .counter()
                .count())
        .isOne();
    assertThat(calls("server_error")).isOne();
  }

  @Test
  void takesAnotherAccountWhileOneIsOverItsLimit() throws Exception {
    // Given
    azure.answer(aResponse().withStatus(429).withHeader("Retry-After", "30"));
    var provider = provider(Optional.empty(), 6 << 20, 10, List.of(azure, second));
    // When
    for (int i = 0; i < 4; i++) {
      assertThat(find(provider, RegionPolicy.DEFAULT).faces()).hasSize(1);
    }
    // Then: it was asked once, and left alone after that
    assertThat(azure.server().getAllServeEvents()).hasSize(1);
    assertThat(second.server().getAllServeEvents()).hasSize(4);
  }

  @Test
  void saysWhenToComeAgainWhileAllAccountsAreOverTheirLimit() {
    azure.answer(aResponse().withStatus(429).withHeader("Retry-After", "30"));
    var failure =
        catchThrowableOfType(
            NotNowException.class, () -> find(provider(Optional.empty()), RegionPolicy.DEFAULT));
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void leavesAProviderAloneThatFailsAllTheTime() {
    azure.answer(500, "{}");
    var provider = provider(Optional.empty(), 6 << 20, 100, List.of(azure));
    for (int i = 0; i < 20; i++) {
      assertThatExceptionOfType(NotNowException.class)
          .isThrownBy(() -> find(provider, RegionPolicy.DEFAULT));
    }
    assertThat(azure.server().getAllServeEvents()).hasSize(5);
    assertThat(calls("circuit_open")).isEqualTo(15);
  }

  @Test
  void callsNoFasterThanTheAccountAllows() throws Exception {
    // Given: two calls a second, two at once
    var provider = provider(Optional.empty(), 6 << 20, 2, List.of(azure));
    long begun = System.nanoTime();
    // When
    for (int i = 0; i < 5; i++) {
      find(provider, RegionPolicy.DEFAULT);
    }
    // Then: the last three had to wait half a second each
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1400));
  }

  @Test
  void refusesAPhotoThatNoProviderCanRead() {
    azure.answer(400, "{\"error\":{\"code\":\"InvalidImage\",\"message\":\"Decoding error\"}}");
    assertThatExceptionOfType(PhotoRefusedException.class)
        .isThrownBy(() -> find(provider(Optional.empty()), RegionPolicy.DEFAULT))
        .withMessageContaining("azure can't read it");
  }

  @Test
  void keepsPhotosWhileASettingIsWrong() {
    azure.answer(400, "{\"error\":{\"code\":\"BadArgument\",\"message\":\"version\"}}");
    assertThatExceptionOfType(NotNowException.class)
        .isThrownBy(() -> find(provider(Optional.empty()), RegionPolicy.DEFAULT));
  }

  private void refuse(String attribute, String message) {
    azure
        .server()
        .stubFor(
            post(urlMatching(".*returnFaceAttributes=.*" + attribute + ".*"))
                .withHeader("Content-Type", containing("octet"))
                .willReturn(aResponse().withStatus(403).withBody(UNSUPPORTED.formatted(message))));
  }

  private double gauge(String trait) {
    return meters
        .get("storelens.analyzer.provider.tells")
        .tags("provider", "azure", "trait", trait)
        .gauge()
        .value();
  }

  private double calls(String outcome) {
    return meters
        .get("storelens.analyzer.provider.calls")
        .tags("provider", "azure", "outcome", outcome)
        .counter()
        .count();
  }

  private RemoteProvider provider(Optional<LocalProvider> traits) {
    return provider(traits, 6 << 20, 10, List.of(azure));
  }

  private RemoteProvider provider(
      Optional<LocalProvider> traits, int maxBytes, int rate, List<RecordedProvider> accounts) {
    var client = new JdkHttpClientBuilder().build();
    List<FaceApi> apis =
        accounts.stream()
            .<FaceApi>map(
                account ->
                    AzureFace.withKey(
                        new AzureFace.Account(account.address(), "v1.2", maxBytes), "key", client))
            .toList();
    Set<Trait> all = EnumSet.allOf(Trait.class);
    return new RemoteProvider(
        "azure",
        apis,
        all,
        rate,
        new CallMetrics(meters, "azure"),
        Spending.UNLIMITED,
        new RemoteProvider.Surroundings(
            traits, Optional.empty(), limits(), Optional.empty(), Clock.systemUTC()));
  }

  private static PhotoLimits limits() {
    return PhotoLimits.jpeg(50_000_000);
  }

  private static Finding find(
      io.storelens.analyzer.provider.FaceProvider provider, RegionPolicy policy)
      throws PhotoRefusedException {
    try (var finder = provider.finder()) {
      return finder.find(EncodedPhoto.of(TestPhotos.oneMan()), Inspection.ofCustomers(policy));
    }
  }
}
