package io.storelens.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTimeTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant ARRIVAL = Instant.parse("2026-11-24T12:00:00Z");

  private final FileNameTime names = new FileNameTime();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.168.0.64_01_20190319093422939_MOTION_DETECTION.jpg | 2019-03-19T09:34:22.939
          192.168.1.47_01_20221019212211186_FACE_SNAP.jpg | 2022-10-19T21:22:11.186
          DS-2CD2/10.0.0.9_1_20221019212211_TIMING.jpeg | 2022-10-19T21:22:11
          gg_733804851_20190319124752348_MOTION_DETECTION.jpg | 2019-03-19T12:47:52.348
          IPC-HFW5238M-AS-I1/3J07C6FPAU00272/2018-07-25/001/jpg/09/50/04[M][0@0][1].jpg | 2018-07-25T09:50:04
          x/2018-07-25/pic_001/14.50.02[M][0@0][0].jpg | 2018-07-25T14:50:02
          2023-09-04/001/jpg/13/28.47[M][0@0][0].jpg | 2023-09-04T13:28:47
          IPC-HF8600E/2G04C2APAW00199/2018-10-08/001/jpg/18/46/34[M][0@0][0] | 2018-10-08T18:46:34
          ITC302/4C0282/2018/10/09/18/2018_10_09_18_53_51_0.jpg | 2018-10-09T18:53:51
          3B0383/2017/05/23/16/00/2017_05_23_16_00_15_5704_0.jpg | 2017-05-23T16:00:15
          3B0383/2017/05/23/16/00/2017_05_23_16_00_15_570_0.jpg | 2017-05-23T16:00:15.570
          00-18-ae-a8-da-2a/VFD/2021-01-09/14/VFD_2021-01-09-14-05-06-123_001.jpg | 2021-01-09T14:05:06.123
          FI9900P_00626EAABBCC/snap/MDAlarm_20231127-200437.jpg | 2023-11-27T20:04:37
          Till_20231127_200437.jpg | 2023-11-27T20:04:37
          Front Door_00_20231127200437.jpg | 2023-11-27T20:04:37
          till_20050107180659_4_trg.jpg | 2005-01-07T18:06:59
          Img_2010-08-10/Snap_103130_021_1.jpg | 2010-08-10T10:31:30.021
          """)
  void readsTheNamesOfKnownBrands(String path, LocalDateTime local) {
    assertThat(names.of(path, Optional.empty(), PARIS, ARRIVAL).map(NameTime::at))
        .contains(local.atZone(PARIS).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cam.jpg",
        "DVRWorkDirectory",
        "Till_20230631_200437.jpg",
        "Till_20231127_246000.jpg",
        "Till_20231127_235960.jpg",
        "a_20230229120000.jpg",
        ""
      })
  void findsNoTimeWhereThereIsNone(String path) {
    assertThat(names.of(path, Optional.empty(), PARIS, ARRIVAL)).isEmpty();
  }

  @Test
  void saysWhoseNameItIs() {
    assertThat(names.of("Till_20231127_200437.jpg", Optional.empty(), PARIS, ARRIVAL))
        .contains(
            new NameTime(
                "Foscam or ABUS",
                LocalDateTime.parse("2023-11-27T20:04:37"),
                Instant.parse("2023-11-27T19:04:37Z")));
  }

  @Test
  void usesTheCamerasOwnPatternAlone() {
    var pattern = Optional.of("^till/(?<date>\\d\\d-\\d\\d)");
    var own = Optional.of("image(?<date>[\\d-]+)_(?<time>[\\d-]+?)-(?<millis>\\d{3})\\d*\\.jpg$");
    assertThat(
            names
                .of("x/image2026-11-24_12-34-56-789012.jpg", own, PARIS, ARRIVAL)
                .map(NameTime::at))
        .contains(Instant.parse("2026-11-24T11:34:56.789Z"));
    assertThat(names.of("Till_20231127_200437.jpg", own, PARIS, ARRIVAL)).isEmpty();
    assertThat(names.of("till/11-24", pattern, PARIS, ARRIVAL)).isEmpty();
  }

  @Test
  void doesWithoutAPatternThatIsNoRegularExpression() {
    assertThat(names.of("Till_20231127_200437.jpg", Optional.of("(?<date>["), PARIS, ARRIVAL))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // 02:30 comes twice on the night clocks are put back: summer time first
    "2026-10-25T00:31:00Z, 2026-10-25T00:30:00Z",
    "2026-10-25T01:31:00Z, 2026-10-25T01:30:00Z"
  })
  void takesTheOffsetNearestToArrivalWhereALocalTimeComesTwice(Instant arrival, Instant expected) {
    assertThat(names.of("t_20261025023000.jpg", Optional.empty(), PARIS, arrival).map(NameTime::at))
        .contains(expected);
  }

  @Test
  void placesALocalTimeThatNeverComesBesideTheChange() {
    var arrival = Instant.parse("2026-03-29T01:30:10Z");
    assertThat(names.of("t_20260329023000.jpg", Optional.empty(), PARIS, arrival).map(NameTime::at))
        .contains(Instant.parse("2026-03-29T01:30:00Z"));
  }
}
