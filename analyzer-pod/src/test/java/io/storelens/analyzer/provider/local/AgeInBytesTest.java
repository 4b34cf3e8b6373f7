package io.storelens.analyzer.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storelens.analyzer.TestPhotos;
import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.PhotoReader;
import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.contract.config.RegionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The age model of 8-bit numbers tells the ages that the one it was made from tells. */
class AgeInBytesTest {
  @Test
  @EnabledIf("exact")
  void tellsTheSameAgesWithinAYearAndAHalf() throws Exception {
    var floats = faces(false);
    var bytes = faces(true);
    assertThat(bytes).hasSameSizeAs(floats).hasSizeGreaterThan(2);
    for (int i = 0; i < floats.size(); i++) {
      var expected = floats.get(i).traits().orElseThrow();
      var told = bytes.get(i).traits().orElseThrow();
      assertThat(told.age()).isCloseTo(expected.age(), within(1.5));
      assertThat(told.gender()).isEqualTo(expected.gender());
      assertThat(told.mood()).isEqualTo(expected.mood());
    }
  }

  static boolean exact() {
    return ByteArithmetic.isExact();
  }

  private static List<Face> faces(boolean inBytes) throws Exception {
    var inspection = Inspection.ofEveryFace(RegionPolicy.DEFAULT);
    var faces = new ArrayList<Face>();
    try (var models = new ModelSet(Optional.empty(), inBytes);
        var reader = new PhotoReader(Optional.empty(), PhotoLimits.jpeg(10_000_000))) {
      var detector = new FaceDetector(models.detector);
      var examination = new FaceExamination(Optional.of(models));
      for (byte[] photo :
          List.of(
              TestPhotos.oneMan(),
              TestPhotos.read("vice-president-biden.jpg"),
              TestPhotos.oneWoman())) {
        var image = reader.read(EncodedPhoto.of(photo), inspection.smallestFace());
        faces.addAll(examination.examine(detector.detect(image, 640), image, inspection));
      }
    }
    return faces;
  }
}
