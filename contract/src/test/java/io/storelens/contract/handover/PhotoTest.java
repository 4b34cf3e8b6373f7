package io.storelens.contract.handover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.directory.CaptureSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhotoTest {
  private static final Photo PHOTO =
      new Photo(
          id("paris-001-checkout-1", "photo"),
          "paris-001-checkout-1",
          "paris-001",
          "eu-west",
          Instant.parse("2026-11-24T10:15:30.123Z"),
          Instant.parse("2026-11-24T10:15:31Z"),
          CaptureSource.EXIF,
          Optional.of(Instant.parse("2026-11-24T10:15:30.123Z")));

  @Test
  void readsBackTheHeadersItWrites() {
    var headers = PHOTO.toHeaders();
    assertThat(Photo.fromHeaders(headers::get)).isEqualTo(PHOTO);
  }

  @Test
  void namesTheHeaderThatIsMissing() {
    var headers = new HashMap<>(PHOTO.toHeaders());
    headers.remove("Storelens-Store");
    assertThatThrownBy(() -> Photo.fromHeaders(headers::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header Storelens-Store is missing");
  }

  @Test
  void namesTheHeaderThatIsUnreadable() {
    var headers = new HashMap<>(PHOTO.toHeaders());
    headers.put("Storelens-Captured-At", "yesterday");
    assertThatThrownBy(() -> Photo.fromHeaders(headers::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("header Storelens-Captured-At: ");
  }

  @Test
  void givesTheSamePhotoOfTwoCamerasTwoIds() {
    assertThat(id("a", "photo")).isEqualTo(id("a", "photo")).isNotEqualTo(id("b", "photo"));
    assertThat(id("a", "bphoto")).isNotEqualTo(id("ab", "photo"));
  }

  @Test
  void refusesAnIdThatIsNotADigest() {
    assertThatThrownBy(() -> new PhotoId("../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PhotoId id(String camera, String content) {
    var digest = PhotoId.digestFor(camera);
    digest.update(content.getBytes(UTF_8));
    return PhotoId.of(digest);
  }
}
