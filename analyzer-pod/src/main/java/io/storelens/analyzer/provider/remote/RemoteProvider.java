package io.storelens.analyzer.provider.remote;

import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.PhotoReader;
import io.storelens.analyzer.photo.TurboJpeg;
import io.storelens.analyzer.provider.FaceFinder;
import io.storelens.analyzer.provider.FaceProvider;
import io.storelens.analyzer.provider.local.FaceExamination;
import io.storelens.analyzer.provider.local.LocalProvider;
import io.storelens.contract.config.MosaicConfig;
import io.storelens.contract.face.Trait;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A provider that is called over the network. What it can't tell, the local models tell on the
 * faces that it found, where they are given.
 */
public final class RemoteProvider implements FaceProvider {
  private final String name;
  private final Accounts accounts;
  private final Spending spending;
  private final PhotoSender sender;
  private final boolean mosaics;
  private final Optional<LocalProvider> local;
  private final Optional<TurboJpeg> turboJpeg;
  private final PhotoLimits limits;

  /**
   * What all providers that are called share.
   *
   * @param local tells what they can't; empty to do without
   * @param turboJpeg decodes photos; empty for the JDK
   * @param limits which photos are taken
   * @param mosaic several photos in one call; empty for one
   * @param clock tells the time
   */
  public record Surroundings(
      Optional<LocalProvider> local,
      Optional<TurboJpeg> turboJpeg,
      PhotoLimits limits,
      Optional<MosaicConfig> mosaic,
      Clock clock) {}

  /**
   * @param name the word for rows and metrics
   * @param apis its accounts; at least one
   * @param tells traits to ask for
   * @param callsPerSecond most calls a second and account
   */
  public RemoteProvider(
      String name,
      List<FaceApi> apis,
      Set<Trait> tells,
      int callsPerSecond,
      CallMetrics metrics,
      Spending spending,
      Surroundings surroundings) {
    this.name = name;
    this.spending = spending;
    this.accounts =
        new Accounts(name, apis, tells, callsPerSecond, metrics, spending, surroundings.clock());
    var single = new SinglePhotos(accounts);
    this.mosaics = surroundings.mosaic().isPresent();
    this.sender =
        surroundings
            .mosaic()
            .<PhotoSender>map(config -> new MosaicPhotos(config, accounts, single, metrics))
            .orElse(single);
    this.local = surroundings.local();
    this.turboJpeg = surroundings.turboJpeg();
    this.limits = surroundings.limits();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Trait> tells() {
    return local.isPresent() ? EnumSet.allOf(Trait.class) : accounts.tells();
  }

  @Override
  public FaceFinder finder() {
    return new RemoteFinder(
        this,
        new PhotoReader(turboJpeg, limits),
        local.map(LocalProvider::examination).orElseGet(FaceExamination::withoutModels));
  }

  @Override
  public void close() {
    local.ifPresent(LocalProvider::close);
  }

  Spending spending() {
    return spending;
  }

  PhotoSender sender() {
    return sender;
  }

  /** Whether photos are sent small, side by side. */
  boolean usesMosaics() {
    return mosaics;
  }

  String model() {
    return accounts.model();
  }

  /** Its words for rows when the local models were asked too. */
  String modelWithLocal() {
    return accounts.model() + local.map(models -> "+" + models.model()).orElse("");
  }
}
