package io.storelens.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.face.Gender;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SceneMakerTest {
  private static final List<Portrait> PORTRAITS = Portrait.load();
  private static final SceneMaker MAKER = new SceneMaker(PORTRAITS);

  @Test
  void makesPhotosOfAMegabyteInFullHd() throws Exception {
    for (var scene : scenes(4)) {
      var photo = ImageIO.read(new ByteArrayInputStream(scene.jpeg()));
      assertThat(photo.getWidth()).isEqualTo(1920);
      assertThat(photo.getHeight()).isEqualTo(1080);
      assertThat(scene.jpeg().length).isBetween(JpegWriter.LEAST_BYTES, JpegWriter.MOST_BYTES);
    }
  }

  @Test
  void makesTheSameSceneFromTheSameSeed() {
    assertThat(MAKER.make(5).jpeg()).isEqualTo(MAKER.make(5).jpeg());
    assertThat(MAKER.make(5).jpeg()).isNotEqualTo(MAKER.make(6).jpeg());
  }

  @Test
  void drawsOneToFourCustomersOfBothGenders() {
    // When
    var customers = scenes(12).stream().map(Scene::customers).toList();
    // Then
    assertThat(customers).allSatisfy(crowd -> assertThat(crowd).hasSizeBetween(1, 4));
    assertThat(new HashSet<>(customers.stream().map(List::size).toList())).hasSizeGreaterThan(1);
    assertThat(customers.stream().flatMap(List::stream))
        .contains(Gender.FEMALE, Gender.MALE)
        .doesNotContain(Gender.UNKNOWN);
  }

  @Test
  void cutsPortraitsOutWithSoftEdges() {
    assertThat(PORTRAITS)
        .allSatisfy(
            portrait -> {
              var picture = portrait.picture();
              int middle = portrait.width() / 2;
              int eyes = (int) portrait.eyeHeight();
              assertThat(alpha(picture, middle, eyes)).isEqualTo(255);
              assertThat(alpha(picture, 0, eyes)).isZero();
              assertThat(alpha(picture, portrait.width() - 1, eyes)).isZero();
              assertThat(LongStream.range(0, middle).filter(x -> isSoft(picture, (int) x, eyes)))
                  .hasSizeGreaterThan(10);
            });
  }

  private static List<Scene> scenes(int number) {
    return LongStream.range(0, number).mapToObj(MAKER::make).toList();
  }

  private static boolean isSoft(BufferedImage picture, int x, int y) {
    return alpha(picture, x, y) > 0 && alpha(picture, x, y) < 255;
  }

  private static int alpha(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) >>> 24;
  }
}
