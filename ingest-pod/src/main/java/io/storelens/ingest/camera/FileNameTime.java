package io.storelens.ingest.camera;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time a camera writes into the names of its files. Names hold the camera's local time without
 * a zone. Patterns use the groups {@code date} and {@code time}, or {@code timestamp}, and {@code
 * millis}; what is not a digit in them is left out.
 */
final class FileNameTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

  /**
   * Names as the makers' manuals and uploads seen in the field have them, the special ones before
   * those that would also match them.
   */
  private static final List<Brand> BRANDS =
      List.of(
          // Hikvision: 192.168.0.64_01_20190319093422939_MOTION_DETECTION.jpg
          brand(
              "Hikvision",
              "(?:^|/)\\d{1,3}(?:\\.\\d{1,3}){3}_\\d{1,3}_(?<timestamp>\\d{14})(?<millis>\\d{3})?"
                  + "_[A-Z][A-Z0-9_]*\\.jpe?g$"),
          // Hikvision with a prefix: gg_733804851_20190319124752348_MOTION_DETECTION.jpg
          brand(
              "Hikvision with a prefix",
              "(?:^|/)[^/_]+_[A-Za-z0-9]+_(?<timestamp>\\d{14})(?<millis>\\d{3})"
                  + "_[A-Z][A-Z0-9_]*\\.jpe?g$"),
          // Dahua: 3J07C6FPAU00272/2018-07-25/001/jpg/09/50/04[M][0@0][1].jpg
          brand(
              "Dahua",
              "(?:^|/)(?<date>\\d{4}-\\d{2}-\\d{2})/(?:pic_)?\\d{3}/(?:jpg/)?"
                  + "(?<time>\\d{2}[/.]\\d{2}[/.]\\d{2})\\[[A-Z]\\]\\[\\d+@\\d+\\]\\[\\d+\\]"
                  + "(?:\\.jpe?g)?$"),
          // Dahua box: 2018/10/09/18/2018_10_09_18_53_51_0.jpg
          brand(
              "Dahua box",
              "(?:^|/)(?<date>\\d{4}_\\d{2}_\\d{2})_(?<time>\\d{2}_\\d{2}_\\d{2})"
                  + "_(?:(?<millis>\\d{1,4})_)?\\d+\\.jpe?g$"),
          // GeoVision: VFD/2021-01-09/14/VFD_2021-01-09-14-05-06-123_001.jpg
          brand(
              "GeoVision",
              "(?i)(?:^|/)[A-Z]+_(?<date>\\d{4}-\\d{2}-\\d{2})-(?<time>\\d{2}-\\d{2}-\\d{2})"
                  + "-(?<millis>\\d{3})_\\d{3}\\.jpe?g$"),
          // Foscam: FI9900P_00626EAABBCC/snap/MDAlarm_20231127-200437.jpg; ABUS:
          // Till_20231127_….jpg
          brand("Foscam or ABUS", "(?:^|/)[^/]+_(?<date>\\d{8})[-_](?<time>\\d{6})\\.jpe?g$"),
          // Reolink: FrontDoor_00_20231127200437.jpg; Vivotek: till_20050107180659_4_trg.jpg
          brand(
              "Reolink or Vivotek",
              "(?:^|/)[^/]+_(?<timestamp>\\d{14})(?:_\\d+_(?:pre|trg|pos))?\\.jpe?g$"),
          // Level One: Img_2010-08-10/Snap_103130_021_1.jpg
          brand(
              "Level One",
              "(?<date>\\d{4}-\\d{2}-\\d{2})/[^/]*?(?<time>\\d{6})_(?<millis>\\d{3})_\\d+\\.jpe?g$"));

  private final Patterns patterns = new Patterns();

  /**
   * The time in {@code path}; empty if it has none that exists in a calendar.
   *
   * @param path all that the camera sent, folders included, without a leading slash
   * @param pattern the camera's own pattern; empty for those of known brands
   */
  Optional<NameTime> of(String path, Optional<String> pattern, ZoneId zone, Instant arrival) {
    return pattern.isPresent()
        ? patterns
            .of(pattern.get())
            .flatMap(own -> new Brand("the camera's own pattern", own).read(path, zone, arrival))
        : BRANDS.stream().flatMap(brand -> brand.read(path, zone, arrival).stream()).findFirst();
  }

  private static Brand brand(String name, String pattern) {
    return new Brand(name, Pattern.compile(pattern));
  }

  /** How the cameras of a brand name their files. */
  private record Brand(String name, Pattern pattern) {
    Optional<NameTime> read(String path, ZoneId zone, Instant arrival) {
      return BoundedText.match(pattern, path, Matcher::find)
          .flatMap(match -> read(match, zone, arrival));
    }

    private Optional<NameTime> read(Matcher match, ZoneId zone, Instant arrival) {
      var digits =
          group(pattern, match, "timestamp")
              .or(
                  () ->
                      group(pattern, match, "date")
                          .map(d -> d + group(pattern, match, "time").orElse("")));
      try {
        return digits
            .map(text -> LocalDateTime.parse(text, FORMAT))
            .map(local -> local.plusNanos(1_000_000L * millis(pattern, match)))
            .map(local -> new NameTime(name, local, LocalTimes.nearest(local, zone, arrival)));
      } catch (DateTimeException e) {
        return Optional.empty(); // such as the 31st of June: the next pattern or source is asked
      }
    }
  }

  private static int millis(Pattern pattern, Matcher match) {
    // Four digits are seen in the field and cannot be thousandths.
    return group(pattern, match, "millis")
        .filter(text -> text.length() == 3)
        .map(Integer::parseInt)
        .orElse(0);
  }

  private static Optional<String> group(Pattern pattern, Matcher match, String name) {
    if (!pattern.pattern().contains("(?<" + name + ">")) {
      return Optional.empty();
    }
    return Optional.ofNullable(match.group(name)).map(text -> text.replaceAll("\\D", ""));
  }
}
