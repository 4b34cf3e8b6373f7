package io.storelens.analyzer.provider.chain;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.TurboJpeg;
import io.storelens.analyzer.provider.FaceProvider;
import io.storelens.analyzer.provider.azure.AzureFace;
import io.storelens.analyzer.provider.facepp.FaceppFace;
import io.storelens.analyzer.provider.local.LocalProvider;
import io.storelens.analyzer.provider.remote.CallMetrics;
import io.storelens.analyzer.provider.remote.FaceApi;
import io.storelens.analyzer.provider.remote.RemoteProvider;
import io.storelens.analyzer.provider.remote.Spending;
import io.storelens.contract.config.AnalyzerConfig;
import io.storelens.contract.config.AzureConfig;
import io.storelens.contract.config.FaceppConfig;
import io.storelens.contract.config.ProviderConfig;
import io.storelens.contract.face.Trait;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Makes the providers that settings name. */
public final class ChainBuilder {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final ProviderConfig config;
  private final MeterRegistry meters;
  private final Spending spending;
  private final Optional<LocalProvider> local;
  private final RemoteProvider.Surroundings surroundings;

  /**
   * Loads the local models where they are needed.
   *
   * @throws IllegalArgumentException naming the file that can't be loaded
   */
  public ChainBuilder(AnalyzerConfig analyzer, MeterRegistry meters, Spending spending) {
    this.config = analyzer.providers();
    this.meters = meters;
    this.spending = spending;
    var limits = PhotoLimits.jpeg(analyzer.maxPixels());
    boolean needed = config.chain().contains(ProviderConfig.LOCAL) || config.localTraits();
    this.local =
        needed
            ? Optional.of(new LocalProvider(analyzer.models(), analyzer.turboJpeg(), limits))
            : Optional.empty();
    this.surroundings =
        new RemoteProvider.Surroundings(
            config.localTraits() ? local : Optional.empty(),
            TurboJpeg.load(analyzer.turboJpeg()),
            limits,
            config.mosaic(),
            Clock.systemUTC());
  }

  /** Whether JPEG is decoded by libjpeg-turbo, several times as fast as by the JDK. */
  public boolean usesTurboJpeg() {
    return surroundings.turboJpeg().isPresent();
  }

  /** The providers in their order. */
  public ProviderChain build() {
    var providers = new ArrayList<FaceProvider>();
    for (String name : config.chain()) {
      providers.add(
          switch (name) {
            case ProviderConfig.AZURE -> azure(config.azure().orElseThrow());
            case ProviderConfig.FACEPP -> facepp(config.facepp().orElseThrow());
            default -> local.orElseThrow();
          });
    }
    return new ProviderChain(providers, meters);
  }

  private FaceProvider azure(AzureConfig azure) {
    var client =
        new JdkHttpClientBuilder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .responseTimeout(config.timeout())
            .readTimeout(config.timeout())
            .build();
    Optional<TokenCredential> credential =
        azure.keys().isEmpty()
            ? Optional.of(new DefaultAzureCredentialBuilder().httpClient(client).build())
            : Optional.empty();
    var apis = new ArrayList<FaceApi>();
    for (int i = 0; i < azure.endpoints().size(); i++) {
      var account =
          new AzureFace.Account(azure.endpoints().get(i), azure.version(), azure.maxBytes());
      apis.add(
          credential.isPresent()
              ? AzureFace.withEntraId(account, credential.get(), client)
              : AzureFace.withKey(account, azure.keys().get(i), client));
    }
    return new RemoteProvider(
        ProviderConfig.AZURE,
        apis,
        azure.traits(),
        azure.callsPerSecond(),
        new CallMetrics(meters, ProviderConfig.AZURE),
        spending,
        surroundings);
  }

  private FaceProvider facepp(FaceppConfig facepp) {
    var client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    return new RemoteProvider(
        ProviderConfig.FACEPP,
        List.of(new FaceppFace(facepp, config.timeout(), client)),
        EnumSet.allOf(Trait.class),
        facepp.callsPerSecond(),
        new CallMetrics(meters, ProviderConfig.FACEPP),
        spending,
        surroundings);
  }
}
