package io.storelens.analyzer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.FaceBox;

/**
 * A face of a photo as a person reads it; its JSON has these names.
 *
 * @param box where it is, in pixels of the upright photo
 * @param gender {@code female}, {@code male} or {@code unknown}
 * @param genderConfidence probability of the likelier gender, 0.5 to 1
 * @param age years
 * @param ageBand the band it is reported in, such as {@code 25-34}
 * @param mood {@code neutral}, {@code happiness}, {@code sadness}, {@code anger}, {@code fear},
 *     {@code disgust} or {@code surprise}
 * @param moodConfidence its probability, 0 to 1
 * @param eyeDistance pixels of the photo between the eyes
 * @param sharpness below 50 it is a blur
 * @param meetsRequirements whether it would count as a customer
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AnalyzedFace(
    @JsonProperty FaceBox box,
    @JsonProperty String gender,
    @JsonProperty double genderConfidence,
    @JsonProperty double age,
    @JsonProperty String ageBand,
    @JsonProperty String mood,
    @JsonProperty double moodConfidence,
    @JsonProperty double eyeDistance,
    @JsonProperty double sharpness,
    @JsonProperty boolean meetsRequirements) {
  /** Figures are rounded to what they mean: pixels to one decimal, probabilities to three. */
  static AnalyzedFace of(Face face) {
    var traits = face.traits().orElseThrow();
    var box = face.box();
    return new AnalyzedFace(
        new FaceBox(
            round(box.x(), 10),
            round(box.y(), 10),
            round(box.width(), 10),
            round(box.height(), 10)),
        traits.gender().code(),
        round(traits.genderConfidence().orElseThrow(), 1000),
        round(traits.age(), 10),
        traits.ageBand().code(),
        traits.mood().code(),
        round(traits.moodConfidence().orElseThrow(), 1000),
        round(face.eyeDistance(), 10),
        round(face.sharpness(), 10),
        face.shortfall().isEmpty());
  }

  private static double round(double value, double steps) {
    return Math.round(value * steps) / steps;
  }
}
