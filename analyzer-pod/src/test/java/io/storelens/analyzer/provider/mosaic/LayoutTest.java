package io.storelens.analyzer.provider.mosaic;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.FacePoints;
import io.storelens.analyzer.provider.FacePoints.Point;
import io.storelens.analyzer.provider.FoundFace;
import io.storelens.analyzer.provider.ToldTraits;
import io.storelens.analyzer.provider.mosaic.Layout.Size;
import io.storelens.analyzer.provider.mosaic.Layout.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LayoutTest {
  private static final int SIDE = 4096;

  @Provide
  Arbitrary<List<Size>> photos() {
    var side = Arbitraries.integers().between(48, 1400);
    return Combinators.combine(side, side).as(Size::new).list().ofMinSize(1).ofMaxSize(36);
  }

  @Property
  void keepsAGapBetweenAllPhotosAndStaysWithinThePicture(@ForAll("photos") List<Size> photos) {
    Layout.of(photos, SIDE)
        .ifPresent(
            layout -> {
              assertThat(layout.width()).isLessThanOrEqualTo(SIDE);
              assertThat(layout.height()).isLessThanOrEqualTo(SIDE);
              var tiles = layout.tiles();
              for (int i = 0; i < tiles.size(); i++) {
                assertThat(tiles.get(i).width()).isEqualTo(photos.get(i).width());
                assertThat(tiles.get(i).x() + tiles.get(i).width())
                    .isLessThanOrEqualTo(layout.width());
                assertThat(tiles.get(i).y() + tiles.get(i).height())
                    .isLessThanOrEqualTo(layout.height());
                for (int j = 0; j < i; j++) {
                  assertThat(gap(tiles.get(i), tiles.get(j))).isGreaterThanOrEqualTo(Layout.GAP);
                }
              }
            });
  }

  @Property
  void givesEachFaceToThePhotoItLiesIn(@ForAll("photos") List<Size> photos, @ForAll Random random) {
    Layout.of(photos, SIDE)
        .ifPresent(
            layout -> {
              var faces = new ArrayList<FoundFace>();
              var expected = new ArrayList<List<FoundFace>>();
              for (Tile tile : layout.tiles()) {
                var own = new ArrayList<FoundFace>();
                for (int i = random.nextInt(3); i > 0; i--) {
                  double side = 10 + random.nextInt(Math.min(tile.width(), tile.height()) - 10);
                  double x = random.nextDouble() * (tile.width() - side);
                  double y = random.nextDouble() * (tile.height() - side);
                  own.add(face(x, y, side));
                  faces.add(face(x + tile.x(), y + tile.y(), side));
                }
                expected.add(own);
              }
              var divided = layout.divide(faces);
              for (int i = 0; i < expected.size(); i++) {
                assertSame(divided.get(i).orElseThrow(), expected.get(i));
              }
            });
  }

  @Property
  void givesAFaceThatCrossesABorderToNobody(
      @ForAll("photos") List<Size> photos, @ForAll Random random) {
    Layout.of(photos, SIDE)
        .ifPresent(
            layout -> {
              // A face anywhere, of any size, that lies in no photo as a whole.
              double side = 20 + random.nextInt(400);
              double x = random.nextDouble() * layout.width() - side / 2;
              double y = random.nextDouble() * layout.height() - side / 2;
              var face = face(x, y, side);
              var divided = layout.divide(List.of(face));
              for (int i = 0; i < photos.size(); i++) {
                var tile = layout.tiles().get(i);
                boolean others =
                    layout.tiles().stream()
                        .anyMatch(other -> !other.equals(tile) && other.touches(face.box()));
                if (divided.get(i).filter(own -> !own.isEmpty()).isPresent()) {
                  assertThat(others).as("given to a photo while it touches another").isFalse();
                  assertThat(tile.holds(face.points())).isTrue();
                } else if (tile.touches(face.box())) {
                  assertThat(divided.get(i)).as("a photo that is touched is doubtful").isEmpty();
                }
              }
            });
  }

  private static void assertSame(List<FoundFace> actual, List<FoundFace> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).box().x()).isCloseTo(expected.get(i).box().x(), within(1e-6));
      assertThat(actual.get(i).box().y()).isCloseTo(expected.get(i).box().y(), within(1e-6));
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.api.Assertions.within(offset);
  }

  private static int gap(Tile one, Tile other) {
    int across = Math.max(other.x() - one.x() - one.width(), one.x() - other.x() - other.width());
    int down = Math.max(other.y() - one.y() - one.height(), one.y() - other.y() - other.height());
    return Math.max(across, down);
  }

  private static FoundFace face(double x, double y, double side) {
    return new FoundFace(
        new FaceBox(x, y, side, side),
        new FacePoints(
            new Point(x + side * 0.3, y + side * 0.3),
            new Point(x + side * 0.7, y + side * 0.3),
            new Point(x + side * 0.5, y + side * 0.5),
            new Point(x + side * 0.35, y + side * 0.75),
            new Point(x + side * 0.65, y + side * 0.75)),
        ToldTraits.NOTHING);
  }
}
