package io.storelens.analyzer.photo;

import io.storelens.contract.handover.RefusalReason;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes with the JDK: PNG always, JPEG where libjpeg-turbo is missing. Decodes whole and averages
 * then, so it takes several times the time and the memory. JPEG in four colours is not for it.
 */
final class ImageIoDecoder implements PhotoDecoder {
  private byte[] pixels = new byte[0];

  @Override
  public RgbImage decode(EncodedPhoto photo, PhotoHeader header, int reduction)
      throws PhotoRefusedException {
    var image = read(photo, header);
    int width = (image.getWidth() + reduction - 1) / reduction;
    int height = (image.getHeight() + reduction - 1) / reduction;
    if (pixels.length < width * height * RgbImage.CHANNELS) {
      pixels = new byte[width * height * RgbImage.CHANNELS];
    }
    average(image, reduction, width, height);
    return new RgbImage(pixels, width, height, reduction);
  }

  @Override
  public void forget() {
    Arrays.fill(pixels, (byte) 0);
  }

  @Override
  public void close() {
    pixels = new byte[0];
  }

  private static BufferedImage read(EncodedPhoto photo, PhotoHeader header)
      throws PhotoRefusedException {
    ImageReader reader =
        ImageIO.getImageReadersByFormatName(header.format().name().toLowerCase(Locale.ROOT)).next();
    try (var input =
        new MemoryCacheImageInputStream(
            new ByteArrayInputStream(photo.bytes(), 0, photo.length()))) {
      reader.setInput(input, true, true);
      if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
        throw new PhotoRefusedException(
            RefusalReason.UNDECODABLE, "the file has images of different sizes");
      }
      var image = reader.read(0);
      if (header.format() == PhotoFormat.JPEG && image.getRaster().getNumBands() > 3) {
        // The JDK takes the fourth colour for transparency.
        throw new PhotoRefusedException(
            RefusalReason.UNDECODABLE, "a JPEG file in four colours needs libturbojpeg");
      }
      return image;
    } catch (IOException | RuntimeException e) {
      // The JDK's readers throw several unchecked exceptions on damaged files.
      var refusal =
          new PhotoRefusedException(
              RefusalReason.UNDECODABLE, "the JDK's decoder says: " + e.getMessage());
      refusal.initCause(e);
      throw refusal;
    } finally {
      reader.dispose();
    }
  }

  private void average(BufferedImage image, int reduction, int width, int height) {
    var rows = new SampleRows(image);
    int[] sums = new int[width * RgbImage.CHANNELS];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      int firstRow = y * reduction;
      int lastRow = Math.min(firstRow + reduction, image.getHeight());
      for (int row = firstRow; row < lastRow; row++) {
        byte[] samples = rows.row(row);
        for (int x = 0; x < image.getWidth(); x++) {
          int to = x / reduction * RgbImage.CHANNELS;
          for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            sums[to + channel] += samples[x * RgbImage.CHANNELS + channel] & 0xff;
          }
        }
      }
      for (int x = 0; x < width; x++) {
        int columns = Math.min(reduction, image.getWidth() - x * reduction);
        int count = columns * (lastRow - firstRow);
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
          int i = x * RgbImage.CHANNELS + channel;
          pixels[y * width * RgbImage.CHANNELS + i] = (byte) ((sums[i] + count / 2) / count);
        }
      }
    }
  }

  /** Reads an image row by row as red, green, blue. */
  private static final class SampleRows {
    private final BufferedImage image;
    private final boolean grey;
    private final int[] colours;
    private final byte[] row;

    SampleRows(BufferedImage image) {
      this.image = image;
      this.grey =
          image.getRaster().getNumBands() <= 2
              && !(image.getColorModel() instanceof IndexColorModel);
      this.colours = new int[image.getWidth()];
      this.row = new byte[image.getWidth() * RgbImage.CHANNELS];
    }

    byte[] row(int y) {
      if (grey) {
        greyRow(y);
      } else {
        image.getRGB(0, y, colours.length, 1, colours, 0, colours.length);
        for (int x = 0, to = 0; x < colours.length; x++) {
          row[to++] = (byte) (colours[x] >> 16);
          row[to++] = (byte) (colours[x] >> 8);
          row[to++] = (byte) colours[x];
        }
      }
      return row;
    }

    /**
     * Java's conversion of grey to RGB changes the brightness: the samples are taken as they are.
     */
    private void greyRow(int y) {
      var raster = image.getRaster();
      raster.getSamples(0, y, colours.length, 1, 0, colours);
      int bits = raster.getSampleModel().getSampleSize(0);
      for (int x = 0, to = 0; x < colours.length; x++) {
        byte value =
            (byte) (bits >= 8 ? colours[x] >> (bits - 8) : colours[x] * 255 / ((1 << bits) - 1));
        row[to++] = value;
        row[to++] = value;
        row[to++] = value;
      }
    }
  }
}
