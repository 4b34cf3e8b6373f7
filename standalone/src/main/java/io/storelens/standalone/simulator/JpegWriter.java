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
  private static final float TOLERANCE = 0.06f;
  private static final int MOST_TRIES = 7;

  private JpegWriter() {}

  /** The frame in the quality that comes nearest to 1 MB, found by halving. */
  static byte[] write(BufferedImage frame) {
    float low = 0.6f;
    float high = 1.0f;
    byte[] best = null;
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      float quality = tried == 0 ? 0.93f : (low + high) / 2;
      byte[] jpeg = write(frame, quality);
      if (best == null || distance(jpeg) < distance(best)) {
        best = jpeg;
      }
      if (distance(best) < WANTED_BYTES * TOLERANCE) {
        break;
      }
      if (jpeg.length > WANTED_BYTES) {
        high = quality;
      } else {
        low = quality;
      }
    }
    return best;
  }

  private static int distance(byte[] jpeg) {
    return Math.abs(jpeg.length - WANTED_BYTES);
  }

  private static byte[] write(BufferedImage frame, float quality) {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var bytes = new ByteArrayOutputStream(WANTED_BYTES);
        var output = ImageIO.createImageOutputStream(bytes)) {
      var parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
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
