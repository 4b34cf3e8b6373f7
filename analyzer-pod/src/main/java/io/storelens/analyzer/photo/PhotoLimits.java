package io.storelens.analyzer.photo;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which photos are decoded.
 *
 * @param formats file formats that are taken
 * @param maxPixels most pixels, 1 or more
 */
public record PhotoLimits(Set<PhotoFormat> formats, long maxPixels) {
  public PhotoLimits {
    formats = Set.copyOf(formats);
  }

  /** What cameras send. */
  public static PhotoLimits jpeg(long maxPixels) {
    return new PhotoLimits(EnumSet.of(PhotoFormat.JPEG), maxPixels);
  }

  /** All that can be decoded. */
  public static PhotoLimits anyFormat(long maxPixels) {
    return new PhotoLimits(EnumSet.allOf(PhotoFormat.class), maxPixels);
  }
}
