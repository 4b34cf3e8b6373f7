package io.storelens.operator.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.crds.camera.Capabilities;
import io.storelens.operator.condition.Verdict.Status;
import io.storelens.operator.observation.CameraObservation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservedConditionsTest {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @Test
  void clockWithinWhatIsAllowedIsOk() {
    assertThat(ClockCheck.verdict(skew(10, 299), FIVE_MINUTES).status()).isEqualTo(Status.TRUE);
    assertThat(ClockCheck.verdict(CameraObservation.NOTHING, FIVE_MINUTES).status())
        .isEqualTo(Status.UNKNOWN);
  }

  @Test
  void clockThatIsOffIsToldInStepsThatDoNotChangeAllTheTime() {
    var hourFast = ClockCheck.verdict(skew(10, 3601), FIVE_MINUTES);

    assertThat(hourFast.status()).isEqualTo(Status.FALSE);
    assertThat(hourFast.message()).contains("about an hour fast", "NTP");
    assertThat(ClockCheck.verdict(skew(10, 3620), FIVE_MINUTES)).isEqualTo(hourFast);
    assertThat(ClockCheck.verdict(skew(10, -90_000), FIVE_MINUTES).message())
        .contains("more than a day slow");
  }

  @Test
  void dataSheetThatIsNotEnoughSaysWhatIsMissing() {
    var verdict =
        Requirements.verdict(
            Optional.of(new Capabilities("640x480", false, false, null, true)),
            200,
            Optional.empty());

    assertThat(verdict.status()).isEqualTo(Status.FALSE);
    assertThat(verdict.reason()).isEqualTo("DeclaredTooLittle");
    assertThat(verdict.message())
        .contains("cannot upload by FTP", "neither by a schedule nor by a trigger")
        .contains("480 pixels", "faces of 200 pixels need 600");
  }

  @Test
  void dataSheetThatIsEnoughIsTakenAsLongAsNoFacesWereSeen() {
    var declared = new Capabilities("1920x1080", true, null, "PIR", true);

    assertThat(Requirements.verdict(Optional.of(declared), 200, Optional.empty()).reason())
        .isEqualTo("DeclaredEnough");
    assertThat(Requirements.verdict(Optional.empty(), 200, Optional.empty()).reason())
        .isEqualTo("NotDeclared");
    assertThat(Requirements.verdict(Optional.of(declared), 200, Optional.of(faces(100, 60, 0, 0))))
        .satisfies(verdict -> assertThat(verdict.reason()).isEqualTo("FacesUnfit"))
        .satisfies(verdict -> assertThat(verdict.message()).contains("too small"));
    assertThat(Requirements.verdict(Optional.empty(), 200, Optional.of(faces(100, 10, 20, 10))))
        .satisfies(verdict -> assertThat(verdict.reason()).isEqualTo("FacesFit"));
    assertThat(
            Requirements.verdict(Optional.empty(), 200, Optional.of(faces(100, 10, 0, 60)))
                .message())
        .contains("not sharp");
  }

  @Test
  void unfitFacesAreToldByTheirMainReason() {
    assertThat(message(faces(100, 10, 0, 60, 5, 0)))
        .isEqualTo(
            "Of 100 faces of the last 24 hours 75 are unfit, most of them (60) turned away. Mount"
                + " the camera at eye level, at most 30 degrees beside where customers look.");
    assertThat(message(faces(100, 0, 10, 0, 60, 0))).contains("too dark").contains("add light");
    assertThat(message(faces(100, 0, 60, 0, 10, 0))).contains("eyes too close together");
    assertThat(message(faces(100, 0, 0, 20, 30, 0))).contains("Most faces in its photos are as");
  }

  private static String message(CameraObservation seen) {
    return Requirements.verdict(Optional.empty(), 200, Optional.of(seen)).message();
  }

  @Test
  void manyRefusalsDegrade() {
    assertThat(Trouble.verdict(refused(100, 20)).status()).isEqualTo(Status.FALSE);
    assertThat(Trouble.verdict(refused(0, 9)).status()).isEqualTo(Status.FALSE);
    assertThat(Trouble.verdict(refused(30, 10)))
        .satisfies(verdict -> assertThat(verdict.status()).isEqualTo(Status.TRUE))
        .satisfies(verdict -> assertThat(verdict.message()).contains("CLOSED"));
  }

  private static CameraObservation skew(long photos, double each) {
    return new CameraObservation(
        Optional.empty(), photos, 0, 0, 0, 0, 0, 0, photos, photos * each, 0, 0, Optional.empty());
  }

  private static CameraObservation faces(long all, long small, long close, long blurred) {
    return faces(all, small, close, 0, 0, blurred);
  }

  private static CameraObservation faces(
      long all, long small, long close, long turned, long dark, long blurred) {
    return new CameraObservation(
        Optional.empty(),
        all,
        all,
        small,
        close,
        turned,
        dark,
        blurred,
        0,
        0,
        0,
        0,
        Optional.empty());
  }

  private static CameraObservation refused(long taken, long refused) {
    return new CameraObservation(
        Optional.empty(), taken, 0, 0, 0, 0, 0, 0, 0, 0, taken, refused, Optional.of("CLOSED"));
  }
}
