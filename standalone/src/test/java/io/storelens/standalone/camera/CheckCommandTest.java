package io.storelens.standalone.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.standalone.camera.check.CheckCommand;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  private static final Path PORTRAIT = Path.of("../photos/president-obama.jpg");

  @TempDir private Path folder;
  private int status;

  @Test
  void saysThatACameraFits() throws IOException {
    for (int i = 0; i < 3; i++) {
      Files.copy(PORTRAIT, folder.resolve("photo-" + i + ".JPG"));
    }
    assertThat(check())
        .contains("Verdict   the camera fits")
        .contains("Photos    3, 3 with a customer")
        .doesNotContain("Remedy");
    assertThat(status).isZero();
  }

  @Test
  void saysHowMuchNearerTheCameraMustCome() throws IOException {
    write(scaled(ImageIO.read(PORTRAIT.toFile()), 0.5));
    assertThat(check())
        .contains("the camera does not fit")
        .contains("1 too small")
        .containsPattern(
            "bring the camera to 6\\d % of its distance, zoom in, or set 1\\.\\d times");
    assertThat(status).isOne();
  }

  @Test
  void saysThatPhotosAreBlurred() throws IOException {
    var blurred = ImageIO.read(PORTRAIT.toFile());
    float[] weights = new float[31 * 31];
    Arrays.fill(weights, 1f / weights.length);
    write(new ConvolveOp(new Kernel(31, 31, weights)).filter(blurred, null));
    assertThat(check()).contains("1 blurred").contains("focus on where customers stand");
  }

  @Test
  void saysThatPhotosAreDark() throws IOException {
    var image = ImageIO.read(PORTRAIT.toFile());
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        var colour = new Color(image.getRGB(x, y));
        image.setRGB(
            x,
            y,
            new Color(colour.getRed() / 12, colour.getGreen() / 12, colour.getBlue() / 12)
                .getRGB());
      }
    }
    write(image);
    assertThat(check()).contains("1 too dark, too bright").contains("wide dynamic range");
  }

  @Test
  void saysThatFilesCannotBeRead() throws IOException {
    Files.writeString(folder.resolve("photo.jpg"), "no photo");
    assertThat(check()).contains("1 can't be read").contains("set the camera to JPEG");
  }

  @Test
  void saysThatAFolderIsEmpty() {
    assertThat(check()).contains("there is no file .jpg or .jpeg in");
    assertThat(status).isNotZero();
  }

  private void write(BufferedImage image) throws IOException {
    ImageIO.write(image, "jpg", folder.resolve("photo.jpg").toFile());
  }

  private static BufferedImage scaled(BufferedImage image, double scale) {
    int width = (int) (image.getWidth() * scale);
    int height = (int) (image.getHeight() * scale);
    var target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return target;
  }

  private String check() {
    var out = new StringWriter();
    var command = new CommandLine(new CheckCommand());
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(out));
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          line.getErr().println(failure.getMessage());
          return 1;
        });
    status = command.execute(folder.toString());
    return out.toString();
  }
}
