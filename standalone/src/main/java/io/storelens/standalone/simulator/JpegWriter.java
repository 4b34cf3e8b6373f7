package io.storelens.standalone.simulator;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Writes a frame as a JPEG of about the size that checkout cameras send. */
final class JpegWriter {
  static final int LEAST_BYTES = 800_000;
  static final int MOST_BYTES = 1_200_000;

  private static final int WANTED_BYTES = 1_000_000;
  private static final int TOLERANCE = 60_000;
  private static final int MOST_TRIES = 4;
  private static final double FIRST_QUALITY = 0.95;
  private static final double LEAST_QUALITY = 0.5;

  /** Growth of the logarithm of the size with the quality, measured on these scenes. */
  private static final double GROWTH = 13;

  private JpegWriter() {}

  /**
   * The frame in the quality that comes nearest to 1 MB. The logarithm of the size is nearly linear
   * in the quality, so few tries are needed.
   */
  static byte[] write(BufferedImage frame) {
    double quality = FIRST_QUALITY;
    byte[] best = write(frame, quality);
    for (int tried = 1; tried < MOST_TRIES && distance(best) > TOLERANCE; tried++) {
      quality += Math.log((double) WANTED_BYTES / best.length) / GROWTH;
      quality = Math.max(LEAST_QUALITY, Math.min(1, quality));
      byte[] jpeg = write(frame, quality);
      if (distance(jpeg) >= distance(best)) {
        break;
      }
      best = jpeg;
    }
    return best;
  }

  private static int distance(byte[] jpeg) {
    return Math.abs(jpeg.length - WANTED_BYTES);
  }

  private static byte[] write(BufferedImage frame, double quality) {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var bytes = new ByteArrayOutputStream(WANTED_BYTES);
        var output = ImageIO.createImageOutputStream(bytes)) {
      var parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality((float) quality);
      writer.setOutput(output);
      writer.write(null, new IIOImage(frame, null, null), parameters);
      output.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }
}
