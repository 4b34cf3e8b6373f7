package io.storelens.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExifSegmentTest {
  private static final ZonedDateTime TIME =
      ZonedDateTime.parse("2026-03-07T17:04:09.042+01:00[Europe/Paris]");
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static byte[] jpeg;

  @BeforeAll
  static void makeScene() {
    jpeg = new SceneMaker(Portrait.load()).make(1).jpeg();
  }

  @Test
  void isReadByOthers() throws Exception {
    // When
    byte[] photo = ExifSegment.insert(jpeg, TIME, Optional.of("SL-1"), ID);
    // Then
    var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(photo));
    var shot = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    assertThat(shot.getDateOriginal().toInstant())
        .isEqualTo(Instant.parse("2026-03-07T16:04:09.042Z"));
    assertThat(shot.getString(ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL)).isEqualTo("+01:00");
    assertThat(shot.getString(ExifSubIFDDirectory.TAG_BODY_SERIAL_NUMBER)).isEqualTo("SL-1");
    assertThat(shot.getString(ExifSubIFDDirectory.TAG_IMAGE_UNIQUE_ID)).isEqualTo(ID);
    assertThat(
            metadata
                .getFirstDirectoryOfType(ExifIFD0Directory.class)
                .getString(ExifIFD0Directory.TAG_MAKE))
        .isEqualTo("Storelens");
    assertThat(metadata.getDirectories())
        .allSatisfy(part -> assertThat(part.hasErrors()).isFalse());
  }

  @Test
  void leavesThePictureAsItWas() throws Exception {
    // When
    var photo =
        ImageIO.read(
            new ByteArrayInputStream(ExifSegment.insert(jpeg, TIME, Optional.of("SL-1"), ID)));
    // Then
    var scene = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertThat(photo.getRGB(0, 0, 1920, 1080, null, 0, 1920))
        .isEqualTo(scene.getRGB(0, 0, 1920, 1080, null, 0, 1920));
  }

  @Test
  void leavesTheTimeOutForACameraThatWritesNone() throws Exception {
    // When
    byte[] photo = ExifSegment.insert(jpeg, TIME, Optional.empty(), ID);
    // Then
    var shot =
        ImageMetadataReader.readMetadata(new ByteArrayInputStream(photo))
            .getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    assertThat(shot.getDateOriginal()).isNull();
    assertThat(shot.getString(ExifSubIFDDirectory.TAG_IMAGE_UNIQUE_ID)).isEqualTo(ID);
  }
}
