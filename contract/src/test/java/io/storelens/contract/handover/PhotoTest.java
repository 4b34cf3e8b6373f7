package io.storelens.contract.handover;

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
          new PhotoId("0123456789abcdef".repeat(2)),
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
  void refusesAnIdThatIsNotADigest() {
    assertThatThrownBy(() -> new PhotoId("../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsBackTheBytesOfAnId() {
    var id = new PhotoId("00ff".repeat(8));
    assertThat(PhotoId.of(id.bytes())).isEqualTo(id);
    assertThatThrownBy(() -> PhotoId.of(new byte[32]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a photo id has 16 bytes, not 32");
  }
}
