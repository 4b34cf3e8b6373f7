package io.storelens.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.directory.FormerPassword;
import io.storelens.contract.directory.PasswordHash;
import io.storelens.ingest.IngestFixture;
import io.storelens.ingest.TestCameras;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {
  @TempDir Path root;
  private IngestFixture files;
  private CameraDirectory directory;
  private final AtomicInteger fullChecks = new AtomicInteger();
  private Passwords passwords;
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @BeforeEach
  void readDirectory() {
    files =
        new IngestFixture(root)
            .cameras(TestCameras.withPassword("till-1", PasswordHash.of("right", 1000)));
    directory = new CameraDirectory(root.resolve("cameras"));
    directory.refresh();
    passwords =
        new Passwords(
            directory,
            clock,
            (hash, password) -> {
              fullChecks.incrementAndGet();
              return PasswordHash.matches(hash, password);
            });
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  void checksAtFullCostOnceAndThenForAlmostNothing() {
    assertThat(passwords.check("till-1", "right")).isPresent();
    assertThat(passwords.check("till-1", "right")).isPresent();
    assertThat(fullChecks).hasValue(1);
  }

  @Test
  void letsWrongPasswordsAndUnknownUsersPayTheFullPriceEachTime() {
    passwords.check("till-1", "right");
    assertThat(passwords.check("till-1", "wrong")).isEmpty();
    assertThat(passwords.check("till-1", "wrong")).isEmpty();
    assertThat(passwords.check("nobody", "right")).isEmpty();
    assertThat(passwords.check("nobody", "right")).isEmpty();
    assertThat(fullChecks).hasValue(5);
    assertThat(passwords.check("till-1", "right")).isPresent();
    assertThat(fullChecks).hasValue(5);
  }

  @Test
  void forgetsAPasswordWhoseHashHasChanged() {
    // Given
    assertThat(passwords.check("till-1", "right")).isPresent();
    // When
    files.cameras(TestCameras.withPassword("till-1", PasswordHash.of("new", 1000)));
    directory.refresh();
    // Then
    assertThat(passwords.check("till-1", "right")).isEmpty();
    assertThat(passwords.check("till-1", "new")).isPresent();
  }

  @Test
  void takesOldAndNewPasswordUntilTheOverlapEnds() {
    // Given
    assertThat(passwords.check("till-1", "right")).isPresent();
    String former = directory.find("till-1").orElseThrow().passwordHash();
    var changed = TestCameras.withPassword("till-1", PasswordHash.of("new", 1000));
    files.cameras(
        TestCameras.withFormer(changed, new FormerPassword(former, now.plusSeconds(3600))));
    directory.refresh();
    fullChecks.set(0);
    // When, then
    assertThat(passwords.check("till-1", "right")).isPresent();
    assertThat(passwords.check("till-1", "new")).isPresent();
    assertThat(passwords.check("till-1", "wrong")).isEmpty();
    assertThat(passwords.check("till-1", "right")).isPresent();
    assertThat(passwords.check("till-1", "new")).isPresent();
    assertThat(fullChecks).as("new once, wrong against both").hasValue(3);
    // When
    now = now.plusSeconds(3600);
    // Then
    assertThat(passwords.check("till-1", "right")).isEmpty();
    assertThat(passwords.check("till-1", "new")).isPresent();
  }

  @Test
  void whoIsLoggedInStaysSoDuringTheOverlap() {
    var before = directory.find("till-1").orElseThrow();
    var changed = TestCameras.withPassword("till-1", PasswordHash.of("new", 1000));
    files.cameras(
        TestCameras.withFormer(
            changed, new FormerPassword(before.passwordHash(), now.plusSeconds(3600))));
    directory.refresh();
    var after = directory.find("till-1").orElseThrow();

    assertThat(after.admits(before, now)).isTrue();
    assertThat(after.admits(before, now.plusSeconds(3600))).isFalse();
    assertThat(after.admits(after, now.plusSeconds(3600))).isTrue();
  }

  @Test
  void saysWhenAHashIsNoHash() {
    files.cameras(TestCameras.withPassword("bad", "secret"));
    directory.refresh();
    assertThatThrownBy(() -> passwords.check("bad", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }
}
