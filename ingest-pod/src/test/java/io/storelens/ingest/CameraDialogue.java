package io.storelens.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A conversation of a camera with the server, as a file of {@code src/test/resources/cameras} has
 * it.
 *
 * @param brand the file's name
 * @param title what it is about
 * @param steps its lines
 */
record CameraDialogue(String brand, String title, List<Step> steps) {
  /** One line: who ({@code >}, {@code <}, {@code ~} or {@code =}), and what. */
  record Step(char kind, String text) {}

  /** The account that this camera logs in to. */
  String username() {
    return (brand + " " + title).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** All dialogues of {@code file}. */
  static List<CameraDialogue> read(Path file) throws IOException {
    var dialogues = new ArrayList<CameraDialogue>();
    var brand = file.getFileName().toString().replace(".txt", "");
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("## ")) {
        dialogues.add(new CameraDialogue(brand, line.substring(3), new ArrayList<>()));
      } else if (line.matches("[><~=] .+")) {
        var last = dialogues.get(dialogues.size() - 1);
        last.steps.add(new Step(line.charAt(0), line.substring(2)));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IOException(file + ": '" + line + "' is no step");
      }
    }
    return dialogues;
  }

  @Override
  public String toString() {
    return brand + ": " + title;
  }
}
