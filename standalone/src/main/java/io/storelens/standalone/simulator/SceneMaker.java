package io.storelens.standalone.simulator;

import io.storelens.contract.face.Gender;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Makes scenes of 1920x1080: portraits before a quiet, defocused background, differently lit,
 * mirrored and placed. Every face is as large as a checkout camera must deliver. The same seed
 * makes the same scene.
 */
final class SceneMaker {
  static final int WIDTH = 1920;
  static final int HEIGHT = 1080;

  /** A detector's error of a tenth must not carry a face below 100 pixels. */
  private static final double LEAST_EYE_DISTANCE = 116;

  private static final double MOST_EYE_DISTANCE = 150;

  /** Between these all of the face is in the frame, and the body reaches its lower edge. */
  private static final int HIGHEST_EYES = 300;

  private static final int LOWEST_EYES = 700;

  /** Of twenty checkouts so many have one, two, three and four customers. */
  private static final int[] CROWD = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 4};

  /** Neighbouring seeds would begin alike. */
  private static final long SCRAMBLE = 0x9e3779b97f4a7c15L;

  private final List<Portrait> women;
  private final List<Portrait> men;

  private final int[] crowds;

  /** Makes scenes with one to four customers, mostly one. */
  SceneMaker(List<Portrait> portraits) {
    this(portraits, CROWD);
  }

  /**
   * Makes scenes with other numbers of customers.
   *
   * @param crowds numbers to draw from, each 1 to 4
   */
  SceneMaker(List<Portrait> portraits, int... crowds) {
    this.crowds = crowds.clone();
    this.women = of(Gender.FEMALE, portraits);
    this.men = of(Gender.MALE, portraits);
  }

  private static List<Portrait> of(Gender gender, List<Portrait> portraits) {
    return portraits.stream().filter(portrait -> portrait.gender() == gender).toList();
  }

  /**
   * A person at a place of the frame: pixels of the middle between the eyes, and their distance.
   */
  private record Customer(Portrait portrait, int eyesX, int eyesY, double eyeDistance) {}

  /** The scene of this seed. */
  Scene make(long seed) {
    var random = new Random(seed * SCRAMBLE);
    var frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var canvas = frame.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawBackground(canvas, random);
    var customers = customers(random);
    // Who stands nearer to the camera has the eyes lower and hides the others.
    customers.stream()
        .sorted(Comparator.comparingInt(Customer::eyesY))
        .forEach(customer -> draw(canvas, random, customer));
    canvas.dispose();
    addGrain(frame, random);
    return new Scene(
        JpegWriter.write(frame),
        customers.stream().map(customer -> customer.portrait().gender()).toList());
  }

  private static void drawBackground(Graphics2D canvas, Random random) {
    float hue = random.nextFloat();
    canvas.setPaint(
        new GradientPaint(
            random.nextInt(WIDTH),
            0,
            Color.getHSBColor(hue, 0.12f, 0.75f),
            random.nextInt(WIDTH),
            HEIGHT,
            Color.getHSBColor(hue + 0.1f, 0.25f, 0.4f)));
    canvas.fillRect(0, 0, WIDTH, HEIGHT);
    for (int shelf = 0; shelf < 14; shelf++) {
      drawBlur(canvas, random, hue);
    }
  }

  /** A spot out of focus, drawn as many faint ones on top of each other. */
  private static void drawBlur(Graphics2D canvas, Random random, float hue) {
    int x = random.nextInt(WIDTH);
    int y = random.nextInt(HEIGHT);
    int size = 150 + random.nextInt(350);
    var color =
        Color.getHSBColor(hue + random.nextFloat() * 0.5f, 0.35f, 0.3f + random.nextFloat() * 0.6f);
    canvas.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 6));
    for (int ring = 0; ring < 16; ring++) {
      int spread = size * (ring + 8) / 16;
      canvas.fillOval(x - spread / 2, y - spread / 2, spread, spread * 3 / 2);
    }
  }

  private List<Customer> customers(Random random) {
    int crowd = crowds[random.nextInt(crowds.length)];
    int slot = WIDTH / crowd;
    var customers = new ArrayList<Customer>();
    for (int place = 0; place < crowd; place++) {
      var portraits = random.nextBoolean() ? women : men;
      var portrait = portraits.get(random.nextInt(portraits.size()));
      double most = Math.min(MOST_EYE_DISTANCE, slot / (2.9 * Portrait.HALF_FACE));
      double eyes = LEAST_EYE_DISTANCE + random.nextDouble() * (most - LEAST_EYE_DISTANCE);
      double play = slot - 2.7 * Portrait.HALF_FACE * eyes;
      customers.add(
          new Customer(
              portrait,
              (int) Math.round(slot * (place + 0.5) + (random.nextDouble() - 0.5) * play),
              (int) Math.round(HIGHEST_EYES + random.nextDouble() * (LOWEST_EYES - HIGHEST_EYES)),
              eyes));
    }
    return customers;
  }

  private static void draw(Graphics2D canvas, Random random, Customer customer) {
    var portrait = customer.portrait();
    double scale = customer.eyeDistance() / portrait.eyeDistance();
    int width = (int) Math.round(portrait.width() * scale);
    int height = (int) Math.round(portrait.height() * scale);
    boolean mirrored = random.nextBoolean();
    canvas.drawImage(
        light(portrait.picture(), random),
        customer.eyesX() + (mirrored ? width / 2 : -width / 2),
        (int) Math.round(customer.eyesY() - portrait.eyeHeight() * scale),
        mirrored ? -width : width,
        height,
        null);
  }

  private static BufferedImage light(BufferedImage picture, Random random) {
    double brightness = 0.85 + random.nextDouble() * 0.27;
    double warmth = (random.nextDouble() - 0.5) * 0.12;
    double[] gain = {brightness * (1 + warmth), brightness, brightness * (1 - warmth)};
    var lit =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int pixel = picture.getRGB(x, y);
        lit.setRGB(
            x,
            y,
            (pixel & 0xff000000)
                | rgb(red(pixel) * gain[0], green(pixel) * gain[1], blue(pixel) * gain[2]));
      }
    }
    return lit;
  }

  /** A sensor's noise: a cheap lens and a lamp, without which no frame of this size nears 1 MB. */
  private static void addGrain(BufferedImage frame, Random random) {
    int[] pixels = ((DataBufferInt) frame.getRaster().getDataBuffer()).getData();
    var grain = new int[1 << 16];
    for (int index = 0; index < grain.length; index++) {
      grain[index] = (int) Math.round(random.nextGaussian() * 4.5);
    }
    int state = random.nextInt() | 1;
    for (int index = 0; index < pixels.length; index++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      int add = grain[state & 0xffff];
      int pixel = pixels[index];
      pixels[index] = rgb(red(pixel) + add, green(pixel) + add, blue(pixel) + add);
    }
  }

  private static int red(int pixel) {
    return (pixel >> 16) & 0xff;
  }

  private static int green(int pixel) {
    return (pixel >> 8) & 0xff;
  }

  private static int blue(int pixel) {
    return pixel & 0xff;
  }

  private static int rgb(double red, double green, double blue) {
    return (clamp(red) << 16) | (clamp(green) << 8) | clamp(blue);
  }

  private static int clamp(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
