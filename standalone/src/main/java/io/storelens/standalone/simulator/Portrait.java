package io.storelens.standalone.simulator;

import io.storelens.contract.face.Gender;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Head and shoulders of a person, cut out with soft edges. The eyes lie at a known place, so that a
 * portrait can be drawn with a wanted distance between them.
 *
 * @param picture pixels with an alpha channel; the eyes lie in the middle of its width
 * @param eyeDistance pixels between the eyes
 * @param eyeHeight pixels from the upper edge to the eyes
 * @param gender the person's
 */
record Portrait(BufferedImage picture, double eyeDistance, double eyeHeight, Gender gender) {
  /** Half of a face's width, in eye distances, with some room. */
  static final double HALF_FACE = 1.3;

  // The outline of a person facing the camera, in eye distances from between the eyes.
  private static final double HALF_WIDTH = 3.2;
  private static final double ABOVE_EYES = 2.05;
  private static final double BELOW_EYES = 7.5;
  private static final double HALF_HEAD = 1.75;
  private static final double CHIN = 1.3;
  private static final double SHOULDERS = 2.6;
  private static final double FADE = 0.4;

  /** Where the eyes are in a photo of this folder of the class path, in its pixels. */
  private record Source(
      String photo, double leftX, double leftY, double rightX, double rightY, Gender gender) {}

  private static final List<Source> SOURCES =
      List.of(
          new Source("president-obama.jpg", 440, 214, 550, 212, Gender.MALE),
          new Source("vice-president-biden.jpg", 530, 323, 651, 346, Gender.MALE),
          new Source("astronaut.jpg", 203, 101, 246, 103, Gender.FEMALE));

  /** All portraits, in a fixed order. */
  static List<Portrait> load() {
    return SOURCES.stream().map(Portrait::cut).toList();
  }

  int width() {
    return picture.getWidth();
  }

  int height() {
    return picture.getHeight();
  }

  private static Portrait cut(Source source) {
    var photo = read(source.photo());
    double eyes = Math.hypot(source.rightX() - source.leftX(), source.rightY() - source.leftY());
    double middle = (source.leftX() + source.rightX()) / 2;
    double height = (source.leftY() + source.rightY()) / 2;
    int top = (int) Math.max(0, Math.round(height - ABOVE_EYES * eyes));
    int bottom = (int) Math.min(photo.getHeight(), Math.round(height + BELOW_EYES * eyes));
    int half = (int) Math.round(HALF_WIDTH * eyes);
    var picture = new BufferedImage(2 * half, bottom - top, BufferedImage.TYPE_INT_ARGB);
    int left = (int) Math.round(middle) - half;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int inPhoto = left + x;
        double across = Math.abs(inPhoto + 0.5 - middle) / eyes;
        if (inPhoto >= 0 && inPhoto < photo.getWidth()) {
          double cover = cover(across, (top + y - height) / eyes);
          int alpha = (int) Math.round(255 * cover);
          picture.setRGB(x, y, (alpha << 24) | (photo.getRGB(inPhoto, top + y) & 0xffffff));
        }
      }
    }
    return new Portrait(picture, eyes, height - top, source.gender());
  }

  /**
   * How much of the person is seen at a place.
   *
   * @param across distance from the middle, in eye distances
   * @param down distance below the eyes, in eye distances; negative above
   */
  private static double cover(double across, double down) {
    double outline =
        down < 0
            ? HALF_HEAD * Math.sqrt(Math.max(0, 1 - square(down / ABOVE_EYES)))
            : HALF_HEAD + (HALF_WIDTH - HALF_HEAD) * smooth((down - CHIN) / (SHOULDERS - CHIN));
    return smooth((outline - across) / FADE);
  }

  private static double square(double value) {
    return value * value;
  }

  private static double smooth(double value) {
    double clamped = Math.max(0, Math.min(1, value));
    return clamped * clamped * (3 - 2 * clamped);
  }

  private static BufferedImage read(String photo) {
    try (var content = Portrait.class.getResourceAsStream("/photos/" + photo)) {
      if (content == null) {
        throw new IllegalStateException("photos/" + photo + " is missing from the class path");
      }
      return ImageIO.read(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
