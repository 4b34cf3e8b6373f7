package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.RgbImage;
import java.util.Arrays;
import java.util.List;

/**
 * Mood by two models whose mean is better than either: face-api on the upright box, fer on the box
 * with level eyes in greys. Belongs to one thread.
 */
final class MoodModels {
  /** Moods that are told apart, in the order of {@link io.storelens.contract.face.Mood}. */
  static final int MOODS = 7;

  private static final double MARGIN = 1.1;
  private static final int GREY_SIDE = 64;

  /**
   * Where fer has the moods: it gives anger, disgust, fear, happiness, sadness, surprise, neutral.
   */
  private static final int[] FER_ORDER = {6, 3, 4, 0, 2, 1, 5};

  private final ModelSet models;
  private final UprightCrop crop;
  private final Tensor boxes;
  private final Tensor greys;
  private final Tensor boxMoods;
  private final Tensor greyMoods;
  private final float[] grey = new float[GREY_SIDE * GREY_SIDE];

  /**
   * @param crop draws upright crops
   * @param faces most faces of a batch
   */
  MoodModels(ModelSet models, UprightCrop crop, int faces) {
    this.models = models;
    this.crop = crop;
    this.boxes = new Tensor("input", faces, RgbImage.CHANNELS, UprightCrop.SIDE, UprightCrop.SIDE);
    this.greys = new Tensor("input", faces, GREY_SIDE, GREY_SIDE, 1);
    this.boxMoods = new Tensor("output", faces, MOODS);
    this.greyMoods = new Tensor("Identity:0", faces, MOODS);
  }

  /**
   * Takes one face of a batch.
   *
   * @param slot its place in the batch, from 0
   */
  void take(int slot, FacePatch patch) {
    boxes.values().put(slot * boxes.itemSize(), crop.draw(patch, MARGIN));
    var source = patch.forStep(Placement.level(patch.face(), MARGIN, GREY_SIDE).step());
    new TurnedCrop(Placement.level(source.face(), MARGIN, GREY_SIDE), GREY_SIDE)
        .drawGreys(source, source.grey(), grey);
    for (int i = 0; i < grey.length; i++) {
      grey[i] = grey[i] / 127.5f - 1;
    }
    greys.values().put(slot * greys.itemSize(), grey);
  }

  /** Overwrites the crops. */
  void forget() {
    Arrays.fill(grey, 0);
    List.of(boxes, greys).forEach(Tensor::forget);
  }

  /** Asks the models about the first {@code faces} places. */
  void run(int faces) {
    models.faceApiExpression.run(faces, boxes, List.of(boxMoods));
    models.ferExpression.run(faces, greys, List.of(greyMoods));
  }

  /** The probability of each mood of the face at {@code slot}. */
  double[] probabilities(int slot) {
    double[] means = new double[MOODS];
    for (int mood = 0; mood < MOODS; mood++) {
      means[mood] =
          (boxMoods.values().get(MOODS * slot + mood)
                  + greyMoods.values().get(MOODS * slot + FER_ORDER[mood]))
              / 2;
    }
    return means;
  }
}
