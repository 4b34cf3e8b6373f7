package io.storelens.ingest.camera;

import static io.storelens.contract.directory.CaptureSource.ARRIVAL;
import static io.storelens.contract.directory.CaptureSource.EXIF;
import static io.storelens.contract.directory.CaptureSource.FILE_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.directory.CaptureTime;
import io.storelens.contract.directory.SkewPolicy;
import io.storelens.ingest.TestCameras;
import io.storelens.ingest.TestPhotos;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureTimesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final String NAMED_NOON = "till_20261124130000.jpg";

  private final CaptureTimes times = new CaptureTimes();

  @Test
  void readsExifWithFractionAndOffset() throws IOException {
    byte[] photo = TestPhotos.withExif("2026:11:24 21:00:01", "25", "+09:00");
    assertThat(moment(CaptureTime.DEFAULT, "a.jpg", photo))
        .contains(believed("2026-11-24T12:00:01.250Z", EXIF));
  }

  @Test
  void readsExifWithoutOffsetInTheStoresZone() throws IOException {
    byte[] photo = TestPhotos.withExif("2026:11:24 13:00:01", null, null);
    assertThat(moment(CaptureTime.DEFAULT, "a.jpg", photo))
        .contains(believed("2026-11-24T12:00:01Z", EXIF));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-25T00:31:00Z, 2026-10-25T00:30:00Z",
    "2026-10-25T01:31:00Z, 2026-10-25T01:30:00Z"
  })
  void readsExifOfTheHourThatComesTwiceAsTheOneNearerToArrival(Instant arrival, Instant taken)
      throws IOException {
    byte[] photo = TestPhotos.withExif("2026:10:25 02:30:00", null, null);
    var camera = TestCameras.camera("till-1", CaptureTime.DEFAULT);
    assertThat(times.of(camera, "a.jpg", () -> new ByteArrayInputStream(photo), arrival))
        .contains(new CaptureMoment(taken, EXIF, Optional.of(taken)));
  }

  @Test
  void goesToTheNextSourceWhenExifIsEmptyOrNonsense() throws IOException {
    byte[] zeros = TestPhotos.withExif("0000:00:00 00:00:00", null, null);
    byte[] cut = TestPhotos.withExif("2026:11:24 13:00:01", null, "+99:00");
    for (byte[] photo : new byte[][] {TestPhotos.photo(), zeros, cut}) {
      assertThat(moment(CaptureTime.DEFAULT, NAMED_NOON, photo))
          .contains(believed("2026-11-24T12:00:00Z", FILE_NAME));
    }
  }

  @Test
  void fallsBackToArrivalEvenIfItIsNotListed() throws IOException {
    var policy = TestCameras.policy(SkewPolicy.REFUSE, EXIF);
    assertThat(moment(policy, NAMED_NOON, TestPhotos.photo()))
        .contains(new CaptureMoment(NOON, ARRIVAL, Optional.empty()));
  }

  @Test
  void doesNotBelieveAClockThatIsOffButTellsWhatItSaid() throws IOException {
    var claimed = Instant.parse("2026-11-24T11:54:59Z");
    var name = "till_20261124125459.jpg";
    assertThat(moment(TestCameras.policy(SkewPolicy.USE_ARRIVAL, FILE_NAME), name, new byte[0]))
        .contains(new CaptureMoment(NOON, ARRIVAL, Optional.of(claimed)));
    assertThat(moment(TestCameras.policy(SkewPolicy.USE_CAMERA, FILE_NAME), name, new byte[0]))
        .contains(new CaptureMoment(claimed, FILE_NAME, Optional.of(claimed)));
    assertThat(moment(TestCameras.policy(SkewPolicy.REFUSE, FILE_NAME), name, new byte[0]))
        .isEmpty();
  }

  @Test
  void believesAClockAtTheVeryLimit() throws IOException {
    var policy = TestCameras.policy(SkewPolicy.REFUSE, FILE_NAME);
    assertThat(moment(policy, "till_20261124130500.jpg", new byte[0]))
        .contains(believed("2026-11-24T12:05:00Z", FILE_NAME));
    assertThat(moment(policy, "till_20261124130501.jpg", new byte[0])).isEmpty();
  }

  @Test
  void measuresTheClockWhereArrivalComesFirst() throws IOException {
    var policy = TestCameras.policy(SkewPolicy.REFUSE, ARRIVAL, FILE_NAME);
    assertThat(moment(policy, "till_20261124100000.jpg", new byte[0]))
        .contains(
            new CaptureMoment(NOON, ARRIVAL, Optional.of(Instant.parse("2026-11-24T09:00:00Z"))));
  }

  private Optional<CaptureMoment> moment(CaptureTime policy, String path, byte[] photo)
      throws IOException {
    return times.of(
        TestCameras.camera("till-1", policy), path, () -> new ByteArrayInputStream(photo), NOON);
  }

  private static CaptureMoment believed(String moment, CaptureSource source) {
    return new CaptureMoment(Instant.parse(moment), source, Optional.of(Instant.parse(moment)));
  }
}
