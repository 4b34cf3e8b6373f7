package io.storelens.e2e.bench;

import io.storelens.analyzer.AnalyzedFace;
import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares what was told with what a person saw. */
final class AccuracyReport {
  private static final double SAME_FACE = 0.3;
  private static final Mood[] MOODS = {
    Mood.NEUTRAL, Mood.HAPPINESS, Mood.SADNESS, Mood.ANGER, Mood.FEAR, Mood.DISGUST, Mood.SURPRISE
  };

  private final Map<AgeBand, Ages> ages = new EnumMap<>(AgeBand.class);
  private final Map<AgeBand, Genders> gendersByBand = new EnumMap<>(AgeBand.class);
  private final Genders genders = new Genders();
  private final Ages allAges = new Ages();
  private final Map<Mood, Map<String, Integer>> moods = new EnumMap<>(Mood.class);
  private int labelled;
  private int found;
  private int unlabelled;
  private int photos;

  private static final class Ages {
    private int count;
    private double errors;
    private double bias;
    private int near;

    void add(double error) {
      count++;
      errors += Math.abs(error);
      bias += error;
      near += Math.abs(error) <= 5 ? 1 : 0;
    }

    String words() {
      return count == 0
          ? "none"
          : String.format(
              Locale.ROOT,
              "%d faces, mean error %.1f years, bias %+.1f, %.0f %% within 5 years",
              count,
              errors / count,
              bias / count,
              100.0 * near / count);
    }
  }

  private static final class Genders {
    private int right;
    private int wrong;
    private int unknown;

    void add(Gender label, String told) {
      if (told.equals(Gender.UNKNOWN.code())) {
        unknown++;
      } else if (told.equals(label.code())) {
        right++;
      } else {
        wrong++;
      }
    }

    String words() {
      int all = right + wrong + unknown;
      return all == 0
          ? "none"
          : String.format(
              Locale.ROOT,
              "%d right, %d wrong, %d unknown (%.1f %% of those told are right)",
              right,
              wrong,
              unknown,
              right + wrong == 0 ? 0 : 100.0 * right / (right + wrong));
    }
  }

  /** Compares one photo. */
  void add(List<Labels.Label> labels, List<AnalyzedFace> faces) {
    photos++;
    var left = new ArrayList<>(faces);
    for (Labels.Label label : labels) {
      labelled++;
      AnalyzedFace best = null;
      double most = SAME_FACE;
      for (AnalyzedFace face : left) {
        var box = face.box();
        double overlap =
            label.box().overlap(new Labels.Box(box.x(), box.y(), box.width(), box.height()));
        if (overlap >= most) {
          most = overlap;
          best = face;
        }
      }
      if (best != null) {
        left.remove(best);
        compare(label, best);
      }
    }
    unlabelled += left.size();
  }

  /** The report, a line a figure. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("photos " + photos);
    lines.add(
        String.format(
            Locale.ROOT,
            "faces found %d of %d (recall %.1f %%), %d that nobody labelled",
            found,
            labelled,
            labelled == 0 ? 0 : 100.0 * found / labelled,
            unlabelled));
    lines.add("gender: " + genders.words());
    gendersByBand.forEach((band, of) -> lines.add("  of age " + band.code() + ": " + of.words()));
    lines.add("age: " + allAges.words());
    ages.forEach((band, of) -> lines.add("  of " + band.code() + ": " + of.words()));
    if (!moods.isEmpty()) {
      var header = new StringBuilder(String.format("%-12s", "mood"));
      for (Mood mood : MOODS) {
        header.append(String.format("%10s", mood.code()));
      }
      lines.add(header + "   (rows: as labelled; columns: as told)");
    }
    moods.forEach(
        (mood, told) -> {
          var row = new StringBuilder(String.format("%-12s", mood.code()));
          for (Mood column : MOODS) {
            row.append(String.format("%10d", told.getOrDefault(column.code(), 0)));
          }
          lines.add(row.toString());
        });
    return lines;
  }

  private void compare(Labels.Label label, AnalyzedFace face) {
    found++;
    label.gender().ifPresent(gender -> genders.add(gender, face.gender()));
    if (label.age().isPresent()) {
      double age = label.age().getAsDouble();
      var band = AgeBand.of(age);
      allAges.add(face.age() - age);
      ages.computeIfAbsent(band, key -> new Ages()).add(face.age() - age);
      label
          .gender()
          .ifPresent(
              gender ->
                  gendersByBand
                      .computeIfAbsent(band, key -> new Genders())
                      .add(gender, face.gender()));
    }
    label
        .mood()
        .ifPresent(
            mood ->
                moods
                    .computeIfAbsent(mood, key -> new java.util.TreeMap<>())
                    .merge(face.mood(), 1, Integer::sum));
  }
}
