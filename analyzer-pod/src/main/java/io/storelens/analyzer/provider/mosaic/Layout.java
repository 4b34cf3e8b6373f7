package io.storelens.analyzer.provider.mosaic;

import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.FacePoints;
import io.storelens.analyzer.provider.FoundFace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Places of photos in one picture: rows of photos, the highest first, with a gap between all. A
 * face belongs to the one photo that it touches; a face that touches two belongs to none.
 *
 * @param tiles the photos' places, in the order of the photos
 * @param width of the picture
 * @param height of the picture
 */
public record Layout(List<Tile> tiles, int width, int height) {
  /** A face that reaches over its photo's edge by less than this touches no other photo. */
  public static final int GAP = 32;

  public Layout {
    tiles = List.copyOf(tiles);
  }

  /** Pixels of a photo. */
  public record Size(int width, int height) {}

  /**
   * Lays photos out, as squarely as can be: what a provider finds depends on a face's size beside
   * the picture's longer side.
   *
   * @param maxSide longest side of the picture
   * @return empty where they don't fit
   */
  public static Optional<Layout> of(List<Size> photos, int maxSide) {
    int widest = photos.stream().mapToInt(Size::width).max().orElse(0);
    return IntStream.rangeClosed(1, photos.size())
        .map(columns -> columns * (widest + GAP) - GAP)
        .filter(width -> width <= maxSide)
        .mapToObj(width -> rows(photos, width))
        .filter(layout -> layout.longerSide() <= maxSide)
        .min(Comparator.comparingInt(Layout::longerSide));
  }

  private static Layout rows(List<Size> photos, int mostWidth) {
    var order =
        IntStream.range(0, photos.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> -photos.get(i).height()))
            .toList();
    var tiles = new Tile[photos.size()];
    int x = 0;
    int y = 0;
    int rowHeight = 0;
    int width = 0;
    for (int i : order) {
      var photo = photos.get(i);
      if (x > 0 && x + photo.width() > mostWidth) {
        x = 0;
        y += rowHeight + GAP;
        rowHeight = 0;
      }
      tiles[i] = new Tile(x, y, photo.width(), photo.height());
      rowHeight = Math.max(rowHeight, photo.height());
      width = Math.max(width, x + photo.width());
      x += photo.width() + GAP;
    }
    return new Layout(List.of(tiles), width, y + rowHeight);
  }

  private int longerSide() {
    return Math.max(width, height);
  }

  /**
   * Gives faces of the picture to photos.
   *
   * @param faces in the picture's pixels
   * @return a list a photo, in the photo's pixels; empty where a face touches it and another, or
   *     reaches out of it so far that it can't be its own
   */
  public List<Optional<List<FoundFace>>> divide(List<FoundFace> faces) {
    var divided = new ArrayList<Optional<List<FoundFace>>>();
    tiles.forEach(tile -> divided.add(Optional.of(new ArrayList<>())));
    for (FoundFace face : faces) {
      var touched =
          IntStream.range(0, tiles.size())
              .filter(i -> tiles.get(i).touches(face.box()))
              .boxed()
              .toList();
      if (touched.size() == 1 && tiles.get(touched.get(0)).holds(face.points())) {
        var tile = tiles.get(touched.get(0));
        divided.get(touched.get(0)).ifPresent(own -> own.add(face.from(tile.x(), tile.y())));
      } else {
        touched.forEach(i -> divided.set(i, Optional.empty()));
      }
    }
    return divided;
  }

  /**
   * Where a photo lies.
   *
   * @param x left edge
   * @param y upper edge
   * @param width of the photo
   * @param height of the photo
   */
  public record Tile(int x, int y, int width, int height) {
    boolean touches(FaceBox box) {
      return box.x() < x + width
          && box.x() + box.width() > x
          && box.y() < y + height
          && box.y() + box.height() > y;
    }

    boolean holds(FacePoints points) {
      return holds(points.leftEye())
          && holds(points.rightEye())
          && holds(points.nose())
          && holds(points.leftMouth())
          && holds(points.rightMouth());
    }

    private boolean holds(FacePoints.Point point) {
      return point.x() >= x && point.x() <= x + width && point.y() >= y && point.y() <= y + height;
    }
  }
}
