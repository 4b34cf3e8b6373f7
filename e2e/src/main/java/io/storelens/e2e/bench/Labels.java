package io.storelens.e2e.bench;

import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a person saw on photos: {@code labels.csv}, a line a face. */
final class Labels {
  static final String FILE = "labels.csv";

  private static final String HEADER = "photo,x,y,width,height,gender,age,mood";
  private static final int COLUMNS = 8;

  private Labels() {}

  /**
   * A face as a person sees it.
   *
   * @param photo file name
   * @param box x, y, width and height in pixels of the upright photo
   * @param gender where it was labelled
   * @param age years, where it was labelled
   * @param mood where it was labelled
   */
  record Label(
      String photo, Box box, Optional<Gender> gender, OptionalDouble age, Optional<Mood> mood) {}

  /** A box in pixels of the upright photo. */
  record Box(double x, double y, double width, double height) {
    /** Shared area over united area, 0 to 1. */
    double overlap(Box other) {
      double across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
      double down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
      if (across <= 0 || down <= 0) {
        return 0;
      }
      double shared = across * down;
      return shared / (width * height + other.width * other.height - shared);
    }
  }

  /**
   * Reads {@code folder}.
   *
   * @throws IllegalArgumentException naming the line that is not right
   */
  static List<Label> read(Path folder) throws IOException {
    var file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "there is no " + file + "; docs/models.md says what is in it");
    }
    var lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
      throw new IllegalArgumentException(file + ": the first line must be " + HEADER);
    }
    var labels = new ArrayList<Label>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        labels.add(label(lines.get(i), file + " line " + (i + 1)));
      }
    }
    return labels;
  }

  private static Label label(String line, String place) {
    String[] cells = Arrays.stream(line.split(",", -1)).map(String::strip).toArray(String[]::new);
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException(place + ": there are not 8 columns");
    }
    try {
      return new Label(
          cells[0],
          new Box(
              Double.parseDouble(cells[1]),
              Double.parseDouble(cells[2]),
              Double.parseDouble(cells[3]),
              Double.parseDouble(cells[4])),
          word(cells[5], Gender.values(), Gender::code),
          cells[6].isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(Double.parseDouble(cells[6])),
          word(cells[7], Mood.values(), Mood::code));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }

  private static <T> Optional<T> word(String word, T[] values, Function<T, String> code) {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.of(values)
            .filter(value -> code.apply(value).equals(word))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no label")));
  }
}
