package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.RgbImage;
import java.util.Arrays;
import java.util.List;

/**
 * Gender and age by two families of models whose mean is better than either: Cydral on chips
 * aligned by five points, face-api on the upright box. Belongs to one thread.
 */
final class GenderAndAge {
  private static final int AGE_SIDE = 64;
  private static final int GENDER_SIDE = AGE_SIDE / 2;
  private static final int AGES = 81;
  private static final int CHANNELS = RgbImage.CHANNELS;

  /** Mean red, green and blue of the pictures the Cydral models were trained on. */
  private static final float[] MEAN = {122.782f, 117.001f, 104.298f};

  private final ModelSet models;
  private final Tensor ageChips;
  private final Tensor genderChips;
  private final Tensor boxes;
  private final Tensor ageProbabilities;
  private final Tensor genderProbabilities;
  private final Tensor boxAges;
  private final Tensor boxGenders;
  private final float[] chip = new float[CHANNELS * AGE_SIDE * AGE_SIDE];
  private final float[] halved = new float[CHANNELS * GENDER_SIDE * GENDER_SIDE];

  /**
   * @param faces most faces of a batch
   */
  GenderAndAge(ModelSet models, int faces) {
    this.models = models;
    this.ageChips = new Tensor("images", faces, CHANNELS, AGE_SIDE, AGE_SIDE);
    this.genderChips = new Tensor("images", faces, CHANNELS, GENDER_SIDE, GENDER_SIDE);
    this.boxes = new Tensor("input", faces, CHANNELS, UprightCrop.SIDE, UprightCrop.SIDE);
    this.ageProbabilities = new Tensor("probabilities", faces, AGES);
    this.genderProbabilities = new Tensor("probabilities", faces, 2);
    this.boxAges = new Tensor("age", faces, 1);
    this.boxGenders = new Tensor("gender", faces, 2);
  }

  /**
   * Takes one face of a batch.
   *
   * @param slot its place in the batch, from 0
   * @param box its upright crop without margin
   */
  void take(int slot, FacePatch patch, float[] box) {
    boxes.values().put(slot * boxes.itemSize(), box);
    var source = patch.forStep(Placement.chip(patch.face(), AGE_SIDE).step());
    new TurnedCrop(Placement.chip(source.face(), AGE_SIDE), AGE_SIDE).drawColours(source, chip);
    int plane = AGE_SIDE * AGE_SIDE;
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        chip[i] = (chip[i] - MEAN[channel]) / 256;
      }
    }
    ageChips.values().put(slot * ageChips.itemSize(), chip);
    halve();
    genderChips.values().put(slot * genderChips.itemSize(), halved);
  }

  /** Overwrites the crops. */
  void forget() {
    Arrays.fill(chip, 0);
    Arrays.fill(halved, 0);
    List.of(ageChips, genderChips, boxes).forEach(Tensor::forget);
  }

  /** Asks the models about the first {@code faces} places. */
  void run(int faces) {
    models.cydralAge.run(faces, ageChips, List.of(ageProbabilities));
    models.cydralGender.run(faces, genderChips, List.of(genderProbabilities));
    models.faceApiAgeGender.run(faces, boxes, List.of(boxAges, boxGenders));
  }

  /** The probability that the face at {@code slot} is a man's. */
  double male(int slot) {
    return (genderProbabilities.values().get(2 * slot + 1) + boxGenders.values().get(2 * slot)) / 2;
  }

  /** The age in years of the face at {@code slot}. */
  double age(int slot) {
    // The chip model's first class is the first year of life, taken as a quarter of a year.
    double expected = 0.25 * ageProbabilities.values().get(AGES * slot);
    for (int year = 1; year < AGES; year++) {
      expected += year * ageProbabilities.values().get(AGES * slot + year);
    }
    return Math.max(0, (expected + boxAges.values().get(slot)) / 2);
  }

  /** The chip of half the side is the same square of the photo: the mean of two by two pixels. */
  private void halve() {
    for (int channel = 0, to = 0; channel < CHANNELS; channel++) {
      for (int y = 0; y < GENDER_SIDE; y++) {
        int from = (channel * AGE_SIDE + 2 * y) * AGE_SIDE;
        for (int x = 0; x < GENDER_SIDE; x++, from += 2, to++) {
          halved[to] =
              (chip[from] + chip[from + 1] + chip[from + AGE_SIDE] + chip[from + AGE_SIDE + 1]) / 4;
        }
      }
    }
  }
}
