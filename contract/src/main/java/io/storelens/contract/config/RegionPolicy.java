package io.storelens.contract.config;

/**
 * What a region asks of a face, and what it allows to be told of it.
 *
 * @param minFaceSize shorter side of a face's box that makes it a customer, in pixels of the photo
 * @param minEyeDistance distance between the eyes that makes it a customer, in pixels of the photo
 * @param mood whether mood is analysed; if not, the mood models never run
 * @param minors whether faces that look under 16 are recorded; if not, nothing of them is, not even
 *     that they were there
 */
public record RegionPolicy(int minFaceSize, int minEyeDistance, boolean mood, boolean minors) {
  /** A face of 200 pixels with 100 between the eyes; mood is analysed, minors are recorded. */
  public static final RegionPolicy DEFAULT = new RegionPolicy(200, 100, true);

  private static final String NO_MINORS = ":no-minors";

  /** A policy by which minors are recorded. */
  public RegionPolicy(int minFaceSize, int minEyeDistance, boolean mood) {
    this(minFaceSize, minEyeDistance, mood, true);
  }

  /**
   * Reads {@code 200:100:mood}, {@code 200:100:no-mood}, or one of them with {@code :no-minors}.
   *
   * @throws IllegalArgumentException if {@code text} is none of them
   */
  public static RegionPolicy parse(String text) {
    if (!text.matches("\\d{1,5}:\\d{1,5}:(no-)?mood(:no-minors)?")) {
      throw new IllegalArgumentException(
          "is not minFaceSize:minEyeDistance:mood, such as 200:100:mood, 200:100:no-mood or"
              + " 200:100:mood:no-minors");
    }
    String[] parts = text.split(":", -1);
    return new RegionPolicy(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        parts[2].equals("mood"),
        !text.endsWith(NO_MINORS));
  }

  @Override
  public String toString() {
    return minFaceSize
        + ":"
        + minEyeDistance
        + ":"
        + (mood ? "mood" : "no-mood")
        + (minors ? "" : NO_MINORS);
  }
}
