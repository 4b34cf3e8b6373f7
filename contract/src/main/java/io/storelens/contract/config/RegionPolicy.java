package io.storelens.contract.config;

/**
 * What a region asks of a face, and what it allows to be told of it.
 *
 * @param minFaceSize shorter side of a face's box that makes it a customer, in pixels of the photo
 * @param minEyeDistance distance between the eyes that makes it a customer, in pixels of the photo
 * @param mood whether mood is analysed; if not, the mood models never run
 */
public record RegionPolicy(int minFaceSize, int minEyeDistance, boolean mood) {
  /** A face of 200 pixels with 100 between the eyes; mood is analysed. */
  public static final RegionPolicy DEFAULT = new RegionPolicy(200, 100, true);

  /**
   * Reads {@code 200:100:mood} or {@code 200:100:no-mood}.
   *
   * @throws IllegalArgumentException if {@code text} is neither
   */
  public static RegionPolicy parse(String text) {
    if (!text.matches("\\d{1,5}:\\d{1,5}:(no-)?mood")) {
      throw new IllegalArgumentException(
          "is not minFaceSize:minEyeDistance:mood, such as 200:100:mood or 200:100:no-mood");
    }
    String[] parts = text.split(":", -1);
    return new RegionPolicy(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2].equals("mood"));
  }

  @Override
  public String toString() {
    return minFaceSize + ":" + minEyeDistance + ":" + (mood ? "mood" : "no-mood");
  }
}
