package io.storelens.analyzer.provider.chain;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.analyzer.provider.FaceFinder;
import io.storelens.analyzer.provider.FaceProvider;
import io.storelens.analyzer.provider.Finding;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.NotNowException;
import io.storelens.contract.face.Trait;
import io.storelens.contract.handover.RefusalReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Providers in order: where one can't be asked, or can't read a photo, the next is asked. */
public final class ProviderChain implements FaceProvider {
  private final List<FaceProvider> providers;
  private final MeterRegistry meters;

  /**
   * @param providers at least one
   */
  public ProviderChain(List<FaceProvider> providers, MeterRegistry meters) {
    this.providers = List.copyOf(providers);
    this.meters = meters;
  }

  @Override
  public String name() {
    return providers.stream().map(FaceProvider::name).collect(Collectors.joining(","));
  }

  @Override
  public Set<Trait> tells() {
    var tells = EnumSet.noneOf(Trait.class);
    providers.forEach(provider -> tells.addAll(provider.tells()));
    return tells;
  }

  /** What is lost so far that no photo can be analysed; empty when all is well. */
  public Optional<String> problem() {
    var needed = List.of(Trait.GENDER, Trait.AGE);
    return providers.stream().anyMatch(provider -> provider.tells().containsAll(needed))
        ? Optional.empty()
        : Optional.of(
            "%s no longer tells gender and age: add local to the providers, or let the local models"
                    .formatted(name())
                + " tell them");
  }

  @Override
  public FaceFinder finder() {
    var finders = providers.stream().map(FaceProvider::finder).toList();
    return new FaceFinder() {
      @Override
      public Finding find(EncodedPhoto photo, Inspection inspection) throws PhotoRefusedException {
        return first(finders, photo, inspection);
      }

      @Override
      public void forget() {
        finders.forEach(FaceFinder::forget);
      }

      @Override
      public void close() {
        finders.forEach(FaceFinder::close);
      }
    };
  }

  @Override
  public void close() {
    providers.forEach(FaceProvider::close);
  }

  private Finding first(List<FaceFinder> finders, EncodedPhoto photo, Inspection inspection)
      throws PhotoRefusedException {
    for (int i = 0; ; i++) {
      boolean last = i == finders.size() - 1;
      try {
        return finders.get(i).find(photo, inspection);
      } catch (NotNowException e) {
        if (last || !e.isForNextProvider()) {
          throw e;
        }
      } catch (PhotoRefusedException e) {
        if (last || e.reason() == RefusalReason.NOT_SAMPLED) {
          throw e;
        }
      }
      Counter.builder("storelens.analyzer.provider.failovers")
          .description("Photos that went on to the next provider")
          .tags("from", providers.get(i).name(), "to", providers.get(i + 1).name())
          .register(meters)
          .increment();
    }
  }
}
