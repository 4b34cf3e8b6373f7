package io.storelens.analyzer.photo;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes files as cameras, scanners and attackers make them. */
public final class JpegFiles {
  private static final int AFTER_START_OF_IMAGE = 2;

  private JpegFiles() {}

  /** The pixels of a file. */
  public static BufferedImage image(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture of {@code width} x {@code height} in one colour. */
  public static BufferedImage even(int width, int height, int rgb) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  /** A baseline JPEG of high quality. */
  public static byte[] jpeg(BufferedImage image) {
    return write(new IIOImage(image, null, null), false);
  }

  /** A JPEG whose scans refine each other. */
  public static byte[] progressive(BufferedImage image) {
    return write(new IIOImage(image, null, null), true);
  }

  /** A JPEG with one channel. */
  public static byte[] grey(BufferedImage image) {
    var grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int light =
            ((rgb >> 16 & 0xff) * 299 + (rgb >> 8 & 0xff) * 587 + (rgb & 0xff) * 114) / 1000;
        grey.getRaster().setSample(x, y, 0, light);
      }
    }
    return jpeg(grey);
  }

  /** A JPEG in cyan, magenta, yellow and black, each from 0 (none) to 255, without Adobe's mark. */
  public static byte[] fourColours(int width, int height, int... inks) {
    WritableRaster raster = Raster.createInterleavedRaster(0, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, inks);
      }
    }
    return write(new IIOImage(raster, null, null), false);
  }

  /** A PNG file. */
  public static byte[] png(BufferedImage image) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * {@code upright} as a camera stores it that writes EXIF orientation {@code value}: by the tag's
   * definition of which sides of the scene the first row and the first column are.
   */
  public static byte[] turned(BufferedImage upright, int value) {
    String rowAndColumn = new String[] {"TL", "TR", "BR", "BL", "LT", "RT", "RB", "LB"}[value - 1];
    char row = rowAndColumn.charAt(0);
    char column = rowAndColumn.charAt(1);
    boolean swapped = row == 'L' || row == 'R';
    int width = upright.getWidth();
    int height = upright.getHeight();
    var stored =
        new BufferedImage(
            swapped ? height : width, swapped ? width : height, BufferedImage.TYPE_3BYTE_BGR);
    for (int r = 0; r < stored.getHeight(); r++) {
      for (int c = 0; c < stored.getWidth(); c++) {
        int y = place(row, column, 'T', 'B', r, c, height);
        int x = place(row, column, 'L', 'R', r, c, width);
        stored.setRGB(c, r, upright.getRGB(x, y));
      }
    }
    return withSegment(jpeg(stored), 0xe1, exif(value));
  }

  /** The same file with a segment after its start. */
  public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    return ByteBuffer.allocate(jpeg.length + content.length + 4)
        .put(jpeg, 0, AFTER_START_OF_IMAGE)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .put(jpeg, AFTER_START_OF_IMAGE, jpeg.length - AFTER_START_OF_IMAGE)
        .array();
  }

  /** The same baseline file, saying it has other sides. */
  public static byte[] claiming(byte[] jpeg, int width, int height) {
    byte[] changed = jpeg.clone();
    for (int i = AFTER_START_OF_IMAGE; i < changed.length - 9; i++) {
      if (changed[i] == (byte) 0xff && changed[i + 1] == (byte) 0xc0) {
        ByteBuffer.wrap(changed).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
        return changed;
      }
    }
    throw new IllegalArgumentException("no baseline frame");
  }

  /** The first part of a file. */
  public static byte[] cut(byte[] file, int length) {
    return Arrays.copyOf(file, length);
  }

  /** The coordinate between two sides of the scene, from whichever of row and column runs there. */
  private static int place(char row, char column, char near, char far, int r, int c, int length) {
    if (row == near) {
      return r;
    }
    if (row == far) {
      return length - 1 - r;
    }
    return column == near ? c : length - 1 - c;
  }

  /** TIFF, big-endian, one entry: tag 0x0112 of type short. */
  private static byte[] exif(int orientation) {
    return ByteBuffer.allocate(32)
        .put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  private static byte[] write(IIOImage image, boolean progressive) {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      var parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(0.95f);
      parameters.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(output);
      writer.write(null, image, parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
