package io.storelens.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventPicturesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final String CROP = "a/10.0.0.9_01_20261124120000100_FACE_SNAP.jpg";
  private static final String SCENE = "b/10.0.0.9_01_20261124120000100_FACE_BACKGROUND.jpg";
  private static final String NEXT_SCENE = "10.0.0.9_01_20261124120107000_FACE_BACKGROUND.jpg";

  private final EventPictures events = new EventPictures();

  @Test
  void countsACropAndNotItsScene() {
    assertThat(take(CROP, NOON)).isTrue();
    assertThat(take(SCENE, NOON)).isFalse();
  }

  @Test
  void countsTheFirstSceneThatComesBeforeItsCropAndThenCropsOnly() {
    assertThat(take(SCENE, NOON)).isTrue();
    assertThat(take(CROP, NOON)).isFalse();
    assertThat(take(CROP.replace("100_", "900_"), NOON)).isTrue();
    assertThat(take(NEXT_SCENE, NOON.plusSeconds(60))).isFalse();
  }

  @Test
  void countsScenesOfACameraThatSendsNoCrops() {
    assertThat(take(SCENE, NOON)).isTrue();
    assertThat(take(NEXT_SCENE, NOON.plusSeconds(60))).isTrue();
  }

  @Test
  void countsScenesAgainADayAfterTheLastCrop() {
    assertThat(take(CROP, NOON)).isTrue();
    assertThat(take(NEXT_SCENE, NOON.plus(Duration.ofHours(25)))).isTrue();
  }

  @Test
  void countsThePictureAgainThatCounted() {
    assertThat(take(CROP, NOON)).isTrue();
    assertThat(take(CROP, NOON.plusSeconds(5))).isTrue();
  }

  @Test
  void forgetsAPictureThatWasNotStored() {
    assertThat(events.notNeeded("till-1", SCENE, NOON)).isEmpty();
    assertThat(take(CROP, NOON)).isTrue();
  }

  @Test
  void countsOneOfTwoNumberedPictures() {
    String shot = "3J07/2018-07-25/001/jpg/09/50/04[M][0@0][%d].jpg";
    assertThat(take(shot.formatted(1), NOON)).isTrue();
    assertThat(take(shot.formatted(0), NOON)).isFalse();
    assertThat(take(shot.replace("/04", "/05").formatted(0), NOON)).isTrue();
    assertThat(take(shot.replace("07-25", "07-26").formatted(0), NOON)).isTrue();
  }

  @Test
  void countsThePictureOfTheTriggerAlone() {
    assertThat(take("till_20261124120000_1_pre.jpg", NOON)).isFalse();
    assertThat(take("till_20261124120001_2_trg.jpg", NOON)).isTrue();
    assertThat(take("till_20261124120002_3_pos.jpg", NOON)).isFalse();
  }

  @Test
  void keepsCamerasApart() {
    assertThat(take(CROP, NOON)).isTrue();
    assertThat(events.notNeeded("till-2", SCENE, NOON)).isEmpty();
  }

  private boolean take(String path, Instant arrival) {
    boolean counts = events.notNeeded("till-1", path, arrival).isEmpty();
    if (counts) {
      events.counted("till-1", path, arrival);
    }
    return counts;
  }
}
