package io.storelens.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.Identification;
import io.storelens.contract.directory.Identification.Location;
import io.storelens.ingest.TestCameras;
import io.storelens.ingest.TestPhotos;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraRulesTest {
  private final CameraRules rules = new CameraRules();
  private final Account account =
      Account.of(
          List.of(
              sharing("in-folder", Identification.byDirectory("/recorder\\cam-3/")),
              sharing("deeper", Identification.byDirectory("recorder/cam-3/night")),
              sharing("by-name", Identification.byFileName(".*_03_[0-9]+\\.jpg")),
              sharing("one-of-two", Identification.byFileName("x/.*")),
              sharing("two-of-two", Identification.byFileName(".*/y\\.jpg")),
              sharing("by-serial", Identification.bySerialNumber("A-17")),
              sharing("opera", at(48.8706, 2.3317, 500)),
              sharing("louvre", at(48.8606, 2.3376, 2000))));

  private static CameraEntry sharing(String name, Identification by) {
    return TestCameras.sharing(TestCameras.camera(name), "store", by);
  }

  private static Identification at(double latitude, double longitude, int radius) {
    return Identification.byLocation(new Location(latitude, longitude, radius));
  }

  @ParameterizedTest
  @CsvSource({
    "recorder/cam-3/a.jpg, in-folder",
    "recorder/cam-3/2026/11/a.jpg, in-folder",
    "recorder/cam-3/night/a.jpg, deeper",
    "recorder/cam-3/a_03_1.jpg, in-folder",
    "z/a_03_17.jpg, by-name",
    "x/a.jpg, one-of-two",
    "z/y.jpg, two-of-two",
    "recorder/cam-33/a.jpg, ''",
    "recorder/cam-3, ''",
    "x/y.jpg, ''",
    "z/a_03_17.jpg.txt, ''"
  })
  void tellsCamerasByFolderThenByName(String path, String camera) {
    assertThat(rules.byName(account, path).map(found -> found.camera().camera()).orElse(""))
        .isEqualTo(camera);
  }

  @Test
  void takesEveryNameForTheOnlyCameraOfAnAccount() {
    var own = Account.of(List.of(TestCameras.camera("till-1")));
    assertThat(rules.byName(own, "any/thing"))
        .contains(new Assignment(TestCameras.camera("till-1"), "login"));
    assertThat(rules.asksPhotos(own)).isFalse();
  }

  @Test
  void tellsCamerasBySerialNumberBeforePlace() {
    byte[] photo = TestPhotos.withOrigin(" A-17 ", 48.8706, 2.3317);
    assertThat(camera(photo)).contains("by-serial");
    assertThat(rules.asksPhotos(account)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "48.8707, 2.3318, opera", // both circles hold it
    "48.8600, 2.3400, louvre",
    "48.8580, 2.2950, ''", // the Eiffel tower
    "0, 0, ''"
  })
  void tellsCamerasByTheNearestPlace(double latitude, double longitude, String expected) {
    assertThat(camera(TestPhotos.withOrigin("B-1", latitude, longitude)).orElse(""))
        .isEqualTo(expected);
  }

  @Test
  void seesPlacesSouthAndWest() {
    var lima = Account.of(List.of(sharing("lima", at(-12.0464, -77.0428, 50))));
    byte[] photo = TestPhotos.withOrigin(null, -12.0464, -77.0428);
    assertThat(rules.byContent(lima, new ByteArrayInputStream(photo))).isPresent();
  }

  @Test
  void needsTheHeaderOnly() {
    byte[] photo = TestPhotos.withOrigin("A-17", 10, 10);
    assertThat(camera(Arrays.copyOf(photo, photo.length - 200))).contains("by-serial");
  }

  @Test
  void tellsNothingFromAPhotoWithoutHeader() {
    assertThat(camera(TestPhotos.photo())).isEmpty();
    assertThat(camera(new byte[] {1, 2, 3})).isEmpty();
  }

  private Optional<String> camera(byte[] photo) {
    return rules
        .byContent(account, new ByteArrayInputStream(photo))
        .map(found -> found.camera().camera());
  }
}
