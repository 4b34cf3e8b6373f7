package io.storelens.analyzer.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storelens.analyzer.photo.RgbImage;
import java.util.Arrays;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crops of an image whose red is its column and whose green is its row, both by four. */
class CropsTest {
  private static final int SIDE = 1000;

  @ParameterizedTest
  @ValueSource(ints = {40, 100, 150, 300, 700})
  void uprightCropShowsTheSquareAroundTheFace(int faceSide) {
    // Given
    var patch = new FacePatch();
    patch.cut(slope(), face(500, 480, faceSide, 0));
    // When
    float[] planes = new UprightCrop().draw(patch, 1);
    // Then: left edge, middle and right edge of the middle row
    int row = UprightCrop.SIDE / 2 * UprightCrop.SIDE;
    double step = (double) faceSide / UprightCrop.SIDE;
    for (int column : new int[] {8, 56, 104}) {
      double place = 500 - faceSide / 2.0 + column * step;
      assertThat((double) planes[row + column]).isCloseTo(place / 4, within(1 + step / 4));
    }
    assertThat((double) planes[UprightCrop.PLANE + row]).isCloseTo(480 / 4.0, within(1 + step / 4));
  }

  @Test
  void turnedCropTurnsTheFaceUpright() {
    // Given: a face turned by 30 degrees; what lies beside its centre is above and below in the
    // photo
    double angle = Math.toRadians(30);
    var patch = new FacePatch();
    patch.cut(slope(), face(500, 480, 150, angle));
    var placement = Placement.level(patch.face(), 1, 64);
    float[] planes = new float[3 * 64 * 64];
    // When
    new TurnedCrop(placement, 64).drawColours(patch, planes);
    // Then: 24 pixels of the crop to the right of the centre
    double step = 150 / 64.0;
    int right = 32 * 64 + 56;
    assertThat((double) planes[right])
        .isCloseTo((500 + Math.cos(angle) * 24 * step) / 4, within(1.5));
    assertThat((double) planes[64 * 64 + right])
        .isCloseTo((480 + Math.sin(angle) * 24 * step) / 4, within(1.5));
  }

  @Test
  void chipPutsTheEyesWhereTheyBelong() {
    // Given
    var face = face(500, 480, 150, 0.3);
    // When
    var placement = Placement.chip(face, 64);
    // Then: the middle of the eyes in the photo is at the middle of the eyes in the chip
    double u = (0.3022 + 0.6858) / 2 * 64 - 0.5;
    double v = 0.281 * 64 - 0.5;
    double x = placement.a() * u - placement.b() * v + placement.x();
    double y = placement.b() * u + placement.a() * v + placement.y();
    assertThat(x).isCloseTo((face.points()[0] + face.points()[2]) / 2, within(1.5));
    assertThat(y).isCloseTo((face.points()[1] + face.points()[3]) / 2, within(1.5));
    assertThat(Math.atan2(placement.b(), placement.a())).isCloseTo(0.3, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(ints = {-200, 0, 990, 1200})
  void facesAtAndBeyondTheEdgeAreDrawnOnBlack(int centre) {
    // Given
    var patch = new FacePatch();
    var face = face(centre, centre, 120, 0.1);
    // When
    patch.cut(slope(), face);
    float[] planes = new UprightCrop().draw(patch, 1.1);
    float[] turned = new float[3 * 64 * 64];
    new TurnedCrop(Placement.chip(patch.face(), 64), 64).drawColours(patch, turned);
    // Then
    assertThat(planes).contains(0f, Index.atIndex(centre < 500 ? 0 : UprightCrop.PLANE - 1));
    for (float value : turned) {
      assertThat(value).isBetween(0f, 255f);
    }
  }

  @Test
  void sharpnessFallsWithBlur() {
    // Given
    float[] sharp = new float[3 * UprightCrop.PLANE];
    float[] even = new float[3 * UprightCrop.PLANE];
    Arrays.fill(even, 90);
    for (int i = 0; i < sharp.length; i++) {
      sharp[i] = (i + i / UprightCrop.SIDE) % 2 * 20;
    }
    // When, then: a chessboard of 0 and 20 has a Laplacian of 80 and -80 everywhere
    assertThat(new Sharpness().of(sharp)).isCloseTo(80 * 80, within(2.0));
    assertThat(new Sharpness().of(even)).isZero();
  }

  private static RgbImage slope() {
    byte[] pixels = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < SIDE * SIDE; i++) {
      pixels[3 * i] = (byte) (i % SIDE / 4);
      pixels[3 * i + 1] = (byte) (i / SIDE / 4);
    }
    return new RgbImage(pixels, SIDE, SIDE, 1);
  }

  /** A face turned around its centre. */
  private static DetectedFace face(double x, double y, double side, double angle) {
    double[][] points = {{-0.19, -0.2}, {0.19, -0.2}, {0, 0.02}, {-0.16, 0.2}, {0.16, 0.2}};
    double[] turned = new double[DetectedFace.COORDINATES];
    for (int i = 0; i < points.length; i++) {
      turned[2 * i] = x + side * (Math.cos(angle) * points[i][0] - Math.sin(angle) * points[i][1]);
      turned[2 * i + 1] =
          y + side * (Math.sin(angle) * points[i][0] + Math.cos(angle) * points[i][1]);
    }
    return new DetectedFace(x - side / 2, y - side / 2, x + side / 2, y + side / 2, 0.9, turned);
  }
}
