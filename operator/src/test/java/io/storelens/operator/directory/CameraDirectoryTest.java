package io.storelens.operator.directory;

import static io.storelens.operator.Resources.camera;
import static io.storelens.operator.Resources.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.contract.directory.PasswordHash;
import io.storelens.contract.directory.SkewPolicy;
import io.storelens.contract.store.OpeningHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CameraDirectoryTest {
  private static final Credentials GENERATED =
      new Credentials("cam-1", "aaaaBBBBcccc2222ddddEEEE", true);

  private final CameraDirectory directory = new CameraDirectory(new SaltKey(new byte[32]));

  @Test
  void entryHoldsWhatStoreAndCameraSay() {
    var entry = entry(GENERATED, Map.of());

    assertThat(entry.camera()).isEqualTo("cam-1");
    assertThat(entry.store()).isEqualTo("paris-001");
    assertThat(entry.region()).isEqualTo("eu-west");
    assertThat(entry.timeZone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(entry.workingHours())
        .containsExactly(
            new OpeningHours(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), "08:00", "20:00"),
            new OpeningHours(Set.of(DayOfWeek.SATURDAY), "18:00", "24:00"));
    assertThat(entry.closedDates()).hasSize(3).contains(LocalDate.of(2026, 12, 25));
    assertThat(entry.username()).isEqualTo("cam-1");
    assertThat(entry.captureTime().sources())
        .containsExactly(CaptureSource.FILE_NAME, CaptureSource.EXIF);
    assertThat(entry.captureTime().fileNamePattern()).hasValue("(?<timestamp>\\d{14})\\.jpg");
    assertThat(entry.captureTime().maxSkew()).isEqualTo(Duration.ofMinutes(10));
    assertThat(entry.captureTime().onSkew()).isEqualTo(SkewPolicy.USE_CAMERA);
    assertThat(entry.paused()).isTrue();
  }

  @Test
  void hashIsSlowForChosenPasswordsOnly() {
    var chosen = new Credentials("cam-1", "a password people chose", false);

    assertThat(entry(GENERATED, Map.of()).passwordHash()).startsWith("pbkdf2-sha256$100$");
    assertThat(entry(chosen, Map.of()).passwordHash())
        .startsWith("pbkdf2-sha256$600000$")
        .matches(hash -> PasswordHash.matches(hash, "a password people chose"));
  }

  @Test
  void unchangedPasswordKeepsTheHashThatIsThere() {
    var first = entry(GENERATED, Map.of());
    // Marked, to see that it is kept and not made again.
    String marked = first.passwordHash() + "kept";

    var second = entry(GENERATED, Map.of("cam-1", withHash(first, marked)));

    assertThat(second.passwordHash()).isEqualTo(marked);
  }

  @Test
  void changedPasswordIsHashedAnew() {
    var first = entry(GENERATED, Map.of());
    var other = new Credentials("cam-1", "AAAAbbbbCCCC3333DDDDeeee", true);

    var second = entry(other, Map.of("cam-1", first));

    assertThat(PasswordHash.matches(second.passwordHash(), other.password())).isTrue();
    assertThat(PasswordHash.matches(second.passwordHash(), GENERATED.password())).isFalse();
  }

  @Test
  void samePasswordHasAnotherSaltForEachCameraAndKey() {
    var salts = new SaltKey(new byte[32]);
    var otherKey = new SaltKey(SaltKey.random());

    assertThat(salts.salt("cam-1", "secret")).isNotEqualTo(salts.salt("cam-2", "secret"));
    assertThat(salts.salt("cam-1", "secret")).isNotEqualTo(otherKey.salt("cam-1", "secret"));
    assertThat(salts.salt("cam-1", "secret")).isEqualTo(salts.salt("cam-1", "secret"));
  }

  @Test
  void tenThousandCamerasAreSpreadOverShardsBelowOneMebibyteAndRunAgainWithoutHashing() {
    var cameras =
        IntStream.range(0, 10_000)
            .mapToObj(i -> camera("paris-001-checkout-%05d".formatted(i), "paris-001"))
            .toList();
    Map<String, Credentials> credentials =
        cameras.stream()
            .map(camera -> camera.getMetadata().getName())
            .collect(
                Collectors.toMap(
                    Function.identity(), name -> new Credentials(name, "secret of " + name, true)));
    var stores = List.of(store("paris-001", "eu-west"));
    var salts = new SaltKey(new byte[32]);
    // Hashes of one iteration: what counts here is that they are not made again.
    var current =
        directory.shards(stores, cameras.subList(0, 1), credentials, Map.of()).stream()
            .flatMap(shard -> shard.cameras().stream())
            .findFirst()
            .orElseThrow();
    Map<String, CameraEntry> known =
        credentials.values().stream()
            .collect(
                Collectors.toMap(
                    Credentials::username,
                    login ->
                        withHash(
                            current,
                            PasswordHash.of(
                                    login.password(),
                                    1,
                                    salts.salt(login.username(), login.password()))
                                .replace("$1$", "$100$"))));

    var shards = directory.shards(stores, cameras, credentials, known);

    assertThat(shards).hasSize(DirectoryShard.COUNT);
    assertThat(shards)
        .allSatisfy(shard -> assertThat(ShardJson.write(shard).length()).isLessThan(1 << 20));
    assertThat(shards.stream().flatMap(shard -> shard.cameras().stream()))
        .hasSize(10_000)
        .allSatisfy(
            entry ->
                assertThat(entry.passwordHash())
                    .isEqualTo(known.get(entry.camera()).passwordHash()));
  }

  @Test
  void cameraWithoutItsStoreIsLeftOut() {
    var shards =
        directory.shards(
            List.of(store("paris-001", "eu-west")),
            List.of(camera("cam-1", "paris-002")),
            Map.of(),
            Map.of());

    assertThat(shards).allSatisfy(shard -> assertThat(shard.cameras()).isEmpty());
  }

  @Test
  void cameraWithoutCredentialsIsNamed() {
    assertThatThrownBy(
            () ->
                directory.shards(
                    List.of(store("paris-001", "eu-west")),
                    List.of(camera("cam-1", "paris-001")),
                    Map.of(),
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Camera/cam-1 has no credentials");
  }

  private CameraEntry entry(Credentials credentials, Map<String, CameraEntry> current) {
    var shards =
        directory.shards(
            List.of(store("paris-001", "eu-west")),
            List.of(camera("cam-1", "paris-001")),
            Map.of("cam-1", credentials),
            current);
    assertThat(shards.get(DirectoryShard.of("cam-1")).cameras()).hasSize(1);
    return shards.get(DirectoryShard.of("cam-1")).cameras().get(0);
  }

  private static CameraEntry withHash(CameraEntry entry, String hash) {
    return new CameraEntry(
        entry.camera(),
        entry.store(),
        entry.region(),
        entry.timeZone(),
        entry.workingHours(),
        entry.closedDates(),
        entry.username(),
        hash,
        entry.formerPassword(),
        entry.identifiedBy(),
        entry.captureTime(),
        entry.paused());
  }
}
