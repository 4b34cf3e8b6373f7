package io.storelens.analyzer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.FaceFinder;
import io.storelens.analyzer.provider.FaceProvider;
import io.storelens.analyzer.provider.Finding;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.Shortfall;
import io.storelens.analyzer.provider.Traits;
import io.storelens.contract.config.RegionPolicy;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.contract.face.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnalysisWorkersTest {
  private static final RegionPolicy NO_MINORS = RegionPolicy.parse("200:100:mood:no-minors");

  private final PhotoBuffers buffers = new PhotoBuffers(1);
  private final AtomicInteger kept = new AtomicInteger();

  @Test
  void recordsNothingOfMinorsWhereThePolicyForbidsItAndKeepsNoPhotoOfThem() {
    var finding = analyse(NO_MINORS, aged(15.9), aged(16), tooSmall());

    assertThat(finding.faces()).containsExactly(aged(16), tooSmall());
    assertThat(kept).hasValue(0);
  }

  @Test
  void recordsMinorsInTheYoungestBandElse() {
    var finding = analyse(RegionPolicy.DEFAULT, aged(15.9), aged(16));

    assertThat(finding.faces()).containsExactly(aged(15.9), aged(16));
    assertThat(kept).hasValue(1);
  }

  @Test
  void keepsPhotosWithoutMinorsUnderEitherPolicy() {
    assertThat(analyse(NO_MINORS, aged(40)).faces()).containsExactly(aged(40));
    assertThat(kept).hasValue(1);
  }

  private Finding analyse(RegionPolicy policy, Face... faces) {
    var metrics = new IntakeMetrics(new SimpleMeterRegistry());
    try (var workers = new AnalysisWorkers(new FixedFaces(List.of(faces)), 1, buffers, metrics)) {
      return workers
          .analyse(
              buffers.take().orElseThrow(),
              Inspection.ofCustomers(policy),
              photo -> kept.incrementAndGet())
          .join();
    }
  }

  private static Face aged(double years) {
    return new Face(
        new FaceBox(0, 0, 250, 300),
        120,
        200,
        Optional.empty(),
        Optional.of(
            new Traits(
                Gender.FEMALE,
                OptionalDouble.of(0.9),
                years,
                Mood.NEUTRAL,
                OptionalDouble.of(0.9))));
  }

  private static Face tooSmall() {
    return new Face(
        new FaceBox(0, 0, 80, 90), 40, 200, Optional.of(Shortfall.SIZE), Optional.empty());
  }

  /** Finds the same faces in every photo. */
  private record FixedFaces(List<Face> faces) implements FaceProvider, FaceFinder {
    @Override
    public String name() {
      return "fixed";
    }

    @Override
    public Set<Trait> tells() {
      return EnumSet.allOf(Trait.class);
    }

    @Override
    public FaceFinder finder() {
      return this;
    }

    @Override
    public Finding find(EncodedPhoto photo, Inspection inspection) {
      return new Finding(faces, "fixed", "1");
    }

    @Override
    public void forget() {}

    @Override
    public void close() {}
  }
}
