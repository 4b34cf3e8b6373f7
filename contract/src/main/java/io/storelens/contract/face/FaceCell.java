package io.storelens.contract.face;

/**
 * The place of a face in a roll-up's array: gender, then age band, then mood, mood running fastest.
 * PostgreSQL counts array elements from 1, Java from 0: {@link #index} is Java's.
 *
 * @param gender the face's gender
 * @param band the face's age band
 * @param mood the face's mood
 */
public record FaceCell(Gender gender, AgeBand band, Mood mood) {
  private static final Gender[] GENDERS = Gender.values();
  private static final AgeBand[] BANDS = AgeBand.values();
  private static final Mood[] MOODS = Mood.values();

  /** Cells of an array: 3 genders x 7 bands x 8 moods = 168. */
  public static final int COUNT = GENDERS.length * BANDS.length * MOODS.length;

  /** The index of this cell, 0 to {@link #COUNT} - 1. */
  @SuppressWarnings("EnumOrdinal") // the enums say that their order is the arrays' order
  public int index() {
    return (gender.ordinal() * BANDS.length + band.ordinal()) * MOODS.length + mood.ordinal();
  }

  /** The cell at {@code index}, 0 to {@link #COUNT} - 1. */
  public static FaceCell at(int index) {
    return new FaceCell(
        GENDERS[index / (BANDS.length * MOODS.length)],
        BANDS[index / MOODS.length % BANDS.length],
        MOODS[index % MOODS.length]);
  }
}
