package io.storelens.analyzer.photo;

import static io.storelens.contract.handover.RefusalReason.NOT_A_PHOTO;
import static io.storelens.contract.handover.RefusalReason.TOO_MANY_PIXELS;
import static io.storelens.contract.handover.RefusalReason.UNDECODABLE;

/**
 * What a photo says of itself before its pixels are decoded.
 *
 * @param format its file format
 * @param width pixels a row, as stored (orientation not applied); at least 1
 * @param height rows, as stored; at least 1
 * @param orientation how the stored rows become upright
 * @param adobe whether an Adobe segment is there: four-colour photos are then stored inverted
 */
public record PhotoHeader(
    PhotoFormat format, int width, int height, Orientation orientation, boolean adobe) {
  private static final int PNG_HEADER = 24;

  /**
   * Reads a photo's header.
   *
   * @throws PhotoRefusedException {@code NOT_A_PHOTO} if it is neither JPEG nor PNG or holds no
   *     image, {@code UNDECODABLE} if it is cut off or contradicts itself
   */
  public static PhotoHeader read(EncodedPhoto photo) throws PhotoRefusedException {
    var format =
        PhotoFormat.of(photo)
            .orElseThrow(
                () ->
                    new PhotoRefusedException(
                        NOT_A_PHOTO, "the first bytes are those of no JPEG or PNG file"));
    var header =
        switch (format) {
          case JPEG -> new JpegSegments(photo).header();
          case PNG -> png(photo);
        };
    if (header.width < 1 || header.height < 1) {
      throw new PhotoRefusedException(UNDECODABLE, "the photo says it has no rows or no columns");
    }
    return header;
  }

  /**
   * Guards decoders, and the memory they would take.
   *
   * @throws PhotoRefusedException {@code NOT_A_PHOTO} if the format is not taken, {@code
   *     TOO_MANY_PIXELS} if there are more than are taken
   */
  void require(PhotoLimits limits) throws PhotoRefusedException {
    if (!limits.formats().contains(format)) {
      throw new PhotoRefusedException(NOT_A_PHOTO, "the file is " + format + ", not a JPEG");
    }
    if ((long) width * height > limits.maxPixels()) {
      throw new PhotoRefusedException(
          TOO_MANY_PIXELS,
          "the photo has %d x %d pixels, more than the %d that are taken"
              .formatted(width, height, limits.maxPixels()));
    }
  }

  private static PhotoHeader png(EncodedPhoto photo) throws PhotoRefusedException {
    if (photo.length() < PNG_HEADER) {
      throw new PhotoRefusedException(UNDECODABLE, "the PNG file ends within its header");
    }
    int width = photo.wordAt(16) << 16 | photo.wordAt(18);
    int height = photo.wordAt(20) << 16 | photo.wordAt(22);
    return new PhotoHeader(PhotoFormat.PNG, width, height, Orientation.UPRIGHT, false);
  }
}
