package io.storelens.analyzer.provider.remote;

import io.storelens.analyzer.photo.RgbImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes pictures to send: JPEG without metadata, within a provider's limits. What is too large is
 * compressed more first, then scaled down.
 */
public final class Encoding {
  private static final float[] QUALITIES = {0.92f, 0.85f, 0.75f};
  private static final double STEP = 0.75;
  private static final int COMMENT = 0xfe;

  private Encoding() {}

  /**
   * A picture to send.
   *
   * @param jpeg the file
   * @param scale pixels of the image for one of the picture; 1 or more
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, sent once
  public record Sendable(byte[] jpeg, double scale) {}

  /** Whether {@code image} has too few pixels for {@code limits}, and so no face of use. */
  static boolean isTooSmall(RgbImage image, PictureLimits limits) {
    return Math.min(image.width(), image.height()) < limits.minSide();
  }

  /** Makes {@code image} fit {@code limits}. */
  public static Sendable fit(RgbImage image, PictureLimits limits) {
    return fit(picture(image), limits);
  }

  /** Makes {@code image} fit {@code limits}. */
  static Sendable fit(BufferedImage image, PictureLimits limits) {
    int longSide = Math.max(image.getWidth(), image.getHeight());
    double scale = Math.min(1, (double) limits.maxSide() / longSide);
    while (true) {
      var scaled = scale == 1 ? image : scaled(image, scale);
      for (float quality : QUALITIES) {
        byte[] jpeg = atLeast(limits.minBytes(), jpeg(scaled, quality));
        if (jpeg.length <= limits.maxBytes()) {
          return new Sendable(jpeg, (double) image.getWidth() / scaled.getWidth());
        }
      }
      scale *= STEP;
    }
  }

  /** A copy that Java can draw. */
  static BufferedImage picture(RgbImage image) {
    var picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] target = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    byte[] source = image.pixels();
    for (int i = 0; i < image.width() * image.height() * RgbImage.CHANNELS; i += 3) {
      target[i] = source[i + 2];
      target[i + 1] = source[i + 1];
      target[i + 2] = source[i];
    }
    return picture;
  }

  /** Halves as often as it can, so that no pixel is passed over. */
  static BufferedImage scaled(BufferedImage image, double scale) {
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    var current = image;
    while (current.getWidth() > 2 * width && current.getHeight() > 2 * height) {
      current = drawn(current, current.getWidth() / 2, current.getHeight() / 2);
    }
    return drawn(current, width, height);
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height) {
    var target = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return target;
  }

  private static byte[] jpeg(BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream(1 << 19);
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Fills a file up by a comment segment (ITU-T T.81, B.2.4.5), which decoders pass over. */
  private static byte[] atLeast(int bytes, byte[] jpeg) {
    if (jpeg.length >= bytes) {
      return jpeg;
    }
    int length = bytes - jpeg.length + 2;
    byte[] filled = new byte[jpeg.length + length + 2];
    System.arraycopy(jpeg, 0, filled, 0, 2);
    filled[2] = (byte) 0xff;
    filled[3] = (byte) COMMENT;
    filled[4] = (byte) (length >> 8);
    filled[5] = (byte) length;
    System.arraycopy(jpeg, 2, filled, 4 + length, jpeg.length - 2);
    return filled;
  }
}
