package io.storelens.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.storelens.analyzer.photo.JpegFiles;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.contract.handover.RefusalReason;
import io.storelens.embedded.debian.TurboJpeg;
import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Photos that are not as a camera's usually are: the right answer, or a clear refusal. */
class OddPhotosTest {
  private static FaceAnalysis analysis;

  @BeforeAll
  static void open() throws Exception {
    analysis = FaceAnalysis.open(Optional.empty(), Optional.of(TurboJpeg.library(line -> {})));
  }

  @AfterAll
  static void close() {
    analysis.close();
  }

  @Test
  void findsTheFaceOfATwelveMegapixelPhoto() throws Exception {
    assertOneMan(JpegFiles.jpeg(onCanvas(4000, 3000)));
  }

  @Test
  void findsTheFaceOfAProgressivePhoto() throws Exception {
    assertOneMan(JpegFiles.progressive(JpegFiles.image(TestPhotos.oneMan())));
  }

  @Test
  void findsTheFaceOfAGreyPhoto() throws Exception {
    assertOneMan(JpegFiles.grey(JpegFiles.image(TestPhotos.oneMan())));
  }

  @Test
  void readsAPhotoInFourColours() throws Exception {
    assertThat(analysis.analyze(JpegFiles.fourColours(640, 480, 10, 20, 30, 40))).isEmpty();
  }

  @Test
  void findsTheFaceOfAPngFileOfSixteenBits() throws Exception {
    // Given
    var eight = JpegFiles.image(TestPhotos.oneMan());
    var model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    var raster = model.createCompatibleWritableRaster(eight.getWidth(), eight.getHeight());
    for (int y = 0; y < eight.getHeight(); y++) {
      for (int x = 0; x < eight.getWidth(); x++) {
        var colour = new Color(eight.getRGB(x, y));
        raster.setPixel(
            x,
            y,
            new int[] {colour.getRed() * 257, colour.getGreen() * 257, colour.getBlue() * 257});
      }
    }
    // When, then
    assertOneMan(JpegFiles.png(new BufferedImage(model, raster, false, null)));
  }

  @Test
  void readsAPhotoOfOnePixel() throws Exception {
    assertThat(analysis.analyze(JpegFiles.jpeg(JpegFiles.even(1, 1, 0xffffff)))).isEmpty();
    assertThat(analysis.analyze(JpegFiles.png(JpegFiles.even(1, 1, 0xffffff)))).isEmpty();
  }

  @Test
  void readsAPhotoTwentyThousandPixelsWide() throws Exception {
    // The detector sees such a photo at a thirtieth of its width: a face of a
    // hundredth of the width is not found, and none is made up.
    var faces = analysis.analyze(JpegFiles.jpeg(onCanvas(20_000, 1137)));
    assertThat(faces).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void refusesAPhotoThatIsCutOff() {
    for (double part : List.of(0.01, 0.5, 0.99)) {
      byte[] whole = TestPhotos.oneMan();
      assertThat(refusal(JpegFiles.cut(whole, (int) (whole.length * part))))
          .isEqualTo(RefusalReason.UNDECODABLE);
    }
    byte[] png = JpegFiles.png(JpegFiles.image(TestPhotos.oneWoman()));
    assertThat(refusal(JpegFiles.cut(png, png.length / 2))).isEqualTo(RefusalReason.UNDECODABLE);
  }

  @Test
  void refusesAPngFileOfMorePixelsThanMemoryWithoutTakingIt() throws Exception {
    byte[] bomb = png(60_000, 60_000, new byte[1 << 20], Optional.empty());
    assertThat(bomb).hasSizeLessThan(100_000);
    assertThat(refusal(bomb)).isEqualTo(RefusalReason.TOO_MANY_PIXELS);
  }

  @Test
  void readsNoMoreOfAPngFileThanItsPixelsTake() throws Exception {
    // Given: 8 x 8 pixels, and behind them, and in a comment, 64 MB of zeros each
    byte[] zeros = new byte[64 << 20];
    byte[] bomb = png(8, 8, zeros, Optional.of(zeros));
    assertThat(bomb).hasSizeLessThan(200_000);
    long before = allocated();
    // When
    var faces = analysis.analyze(bomb);
    // Then
    assertThat(faces).isEmpty();
    assertThat(allocated() - before).isLessThan(48 << 20);
  }

  @Test
  void tellsAFileByItsContentAndNotByItsName() throws Exception {
    // A PNG file that a camera calls photo.jpg, and a web page that it calls so.
    assertOneMan(JpegFiles.png(JpegFiles.image(TestPhotos.oneMan())));
    assertThat(refusal("<html>login</html>".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(RefusalReason.NOT_A_PHOTO);
  }

  private static void assertOneMan(byte[] file) throws PhotoRefusedException {
    assertThat(analysis.analyze(file))
        .singleElement()
        .satisfies(
            face -> {
              assertThat(face.gender()).isEqualTo("male");
              assertThat(face.mood()).isEqualTo("happiness");
              assertThat(face.age()).isBetween(38.0, 52.0);
            });
  }

  private static RefusalReason refusal(byte[] file) {
    return catchThrowableOfType(PhotoRefusedException.class, () -> analysis.analyze(file)).reason();
  }

  private static BufferedImage onCanvas(int width, int height) {
    var canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    var graphics = canvas.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, width, height);
    graphics.drawImage(JpegFiles.image(TestPhotos.oneMan()), width / 3, 0, null);
    graphics.dispose();
    return canvas;
  }

  /** Bytes this thread took so far. */
  private static long allocated() {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** A PNG file of 8-bit grey whose pixels, and whose comment, inflate to what is given. */
  private static byte[] png(int width, int height, byte[] pixels, Optional<byte[]> comment)
      throws IOException {
    var file = new ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    file.write(
        chunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array()));
    if (comment.isPresent()) {
      byte[] deflated = deflated(comment.get());
      file.write(
          chunk(
              "zTXt",
              ByteBuffer.allocate(9 + deflated.length)
                  .put("Comment\0\0".getBytes(StandardCharsets.US_ASCII))
                  .put(deflated)
                  .array()));
    }
    file.write(chunk("IDAT", deflated(pixels)));
    file.write(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  private static byte[] chunk(String type, byte[] content) {
    byte[] typed =
        ByteBuffer.allocate(4 + content.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(content)
            .array();
    var sum = new CRC32();
    sum.update(typed);
    return ByteBuffer.allocate(8 + typed.length)
        .putInt(content.length)
        .put(typed)
        .putInt((int) sum.getValue())
        .array();
  }

  private static byte[] deflated(byte[] content) {
    var deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(content);
    deflater.finish();
    var bytes = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 16];
    while (!deflater.finished()) {
      bytes.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    return bytes.toByteArray();
  }
}
