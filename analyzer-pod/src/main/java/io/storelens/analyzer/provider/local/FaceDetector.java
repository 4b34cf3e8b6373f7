package io.storelens.analyzer.provider.local;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.storelens.analyzer.photo.RgbImage;
import io.storelens.analyzer.provider.ProviderException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds faces with YuNet (OpenCV Zoo, 2023 March). Belongs to one thread. The network gives, for
 * each cell of three grids, whether a face is there, its box and five points.
 */
final class FaceDetector {
  /** The longest side that is asked for. */
  private static final int MOST_SIDE = 640;

  /** The longest side that an input may come to. */
  private static final int LONGEST = (int) (MOST_SIDE * DetectorInput.TOLERANCE);

  private static final int LEAST_SIDE = 320;
  private static final int SIDE_STEP = 32;

  /** Faces this wide in the network's input were all found, upright ones, sharp or not. */
  private static final double SURE_FACE = 48;

  private static final double LEAST_SCORE = 0.7;
  private static final double MOST_OVERLAP = 0.3;
  private static final int MOST_CELLS = (LONGEST / 8) * (LONGEST / 8);

  private final Model model;
  private final DetectorInput input = new DetectorInput();
  private final Tensor pixels = new Tensor("input", 1, RgbImage.CHANNELS, LONGEST, LONGEST);
  private final List<Grid> grids = List.of(new Grid(8), new Grid(16), new Grid(32));
  private final float[] classes = new float[MOST_CELLS];
  private final float[] objects = new float[MOST_CELLS];

  FaceDetector(Model model) {
    this.model = model;
  }

  /**
   * The longest side to give the network so that faces of {@code smallestFace} are found.
   *
   * @param longSide longer side of the photo, in the same pixels as {@code smallestFace}
   */
  static int side(int longSide, int smallestFace) {
    double wanted = SURE_FACE * longSide / Math.max(1, smallestFace);
    int side = (int) Math.ceil(wanted / SIDE_STEP) * SIDE_STEP;
    return Math.max(LEAST_SIDE, Math.min(MOST_SIDE, side));
  }

  /**
   * Finds the faces of an image.
   *
   * @param side longest side to give the network, as {@link #side} tells it
   * @return the faces in the image's pixels, the surest first
   */
  List<DetectedFace> detect(RgbImage image, int side) {
    input.fill(image, side, pixels.values());
    run();
    var candidates = new ArrayList<DetectedFace>();
    for (Grid grid : grids) {
      collect(grid, candidates);
    }
    candidates.sort(Comparator.comparingDouble(DetectedFace::score).reversed());
    var faces = new ArrayList<DetectedFace>();
    for (DetectedFace candidate : candidates) {
      if (faces.stream().noneMatch(face -> face.overlap(candidate) > MOST_OVERLAP)) {
        faces.add(candidate);
      }
    }
    return faces;
  }

  private void run() {
    var outputs = new HashMap<String, OnnxTensor>();
    try (var in = pixels.shaped(1, RgbImage.CHANNELS, input.height(), input.width())) {
      for (Grid grid : grids) {
        int cells = grid.cells(input);
        outputs.put(grid.classes.name(), grid.classes.shaped(1, cells, 1));
        outputs.put(grid.objects.name(), grid.objects.shaped(1, cells, 1));
        outputs.put(grid.boxes.name(), grid.boxes.shaped(1, cells, 4));
        outputs.put(grid.points.name(), grid.points.shaped(1, cells, DetectedFace.COORDINATES));
      }
      model.run(Map.of(pixels.name(), in), outputs);
    } catch (OrtException e) {
      throw new ProviderException("the detector failed: " + e.getMessage(), e);
    } finally {
      outputs.values().forEach(OnnxTensor::close);
    }
  }

  private void collect(Grid grid, List<DetectedFace> candidates) {
    int cells = grid.cells(input);
    grid.classes.values().get(0, classes, 0, cells);
    grid.objects.values().get(0, objects, 0, cells);
    for (int cell = 0; cell < cells; cell++) {
      double score = Math.sqrt(probability(classes[cell]) * probability(objects[cell]));
      if (score >= LEAST_SCORE) {
        candidates.add(grid.face(cell, score, input));
      }
    }
  }

  private static double probability(double value) {
    return Math.max(0, Math.min(1, value));
  }

  /** The four outputs of one grid, whose cells are {@code stride} pixels wide. */
  private static final class Grid {
    private final int stride;
    private final Tensor classes;
    private final Tensor objects;
    private final Tensor boxes;
    private final Tensor points;

    Grid(int stride) {
      int cells = (LONGEST / stride) * (LONGEST / stride);
      this.stride = stride;
      this.classes = new Tensor("cls_" + stride, 1, cells, 1);
      this.objects = new Tensor("obj_" + stride, 1, cells, 1);
      this.boxes = new Tensor("bbox_" + stride, 1, cells, 4);
      this.points = new Tensor("kps_" + stride, 1, cells, DetectedFace.COORDINATES);
    }

    int cells(DetectorInput input) {
      return (input.width() / stride) * (input.height() / stride);
    }

    DetectedFace face(int cell, double score, DetectorInput input) {
      int columns = input.width() / stride;
      int column = cell % columns;
      int row = cell / columns;
      double pixels = stride / input.scale();
      var box = boxes.values();
      double centreX = (column + box.get(4 * cell)) * pixels;
      double centreY = (row + box.get(4 * cell + 1)) * pixels;
      double halfWidth = Math.exp(box.get(4 * cell + 2)) * pixels / 2;
      double halfHeight = Math.exp(box.get(4 * cell + 3)) * pixels / 2;
      double[] coordinates = new double[DetectedFace.COORDINATES];
      for (int i = 0; i < coordinates.length; i++) {
        int origin = i % 2 == 0 ? column : row;
        coordinates[i] =
            (points.values().get(DetectedFace.COORDINATES * cell + i) + origin) * pixels;
      }
      return new DetectedFace(
          centreX - halfWidth,
          centreY - halfHeight,
          centreX + halfWidth,
          centreY + halfHeight,
          score,
          coordinates);
    }
  }
}
