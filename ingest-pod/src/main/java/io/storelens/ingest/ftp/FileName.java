package io.storelens.ingest.ftp;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the name of an upload says.
 *
 * @param path as it is once the camera has renamed it: cameras that send under a temporary name put
 *     a dot before it or an ending behind it
 */
record FileName(VirtualPath path) {
  // Dahua recorders put a file of this name into each new folder, and stop if they cannot.
  private static final String MARKER = "DVRWorkDirectory";
  private static final Pattern TEMPORARY =
      Pattern.compile(
          "^(?:\\.in\\.|\\.)?(?<name>.+?)(?:\\.(?:tmp|temp|part|partial|filepart)|_|\\.|~)?$",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> PHOTOS = Set.of("jpg", "jpeg");
  private static final Set<String> SIDE_FILES =
      Set.of(
          "mp4", "dav", "avi", "mkv", "mov", "h264", "h265", "264", "265", "hevc", "ts", "mpg",
          "mpeg", "asf", "wmv", "flv", "3gp", "wav", "aac", "mp3", "idx", "log", "txt", "xml",
          "json", "csv", "html");

  /** The name of what is sent as {@code sent}. */
  static FileName of(VirtualPath sent) {
    var name = TEMPORARY.matcher(sent.name());
    return new FileName(name.matches() ? sent.parent().resolve(name.group("name")) : sent);
  }

  /** Whether it names something that cameras send beside their photos: a video, a marker. */
  boolean isSideFile() {
    return path.name().equals(MARKER) || SIDE_FILES.contains(ending());
  }

  /** Whether it ends like that of a JPEG. */
  boolean isPhoto() {
    return PHOTOS.contains(ending());
  }

  /** In lower case, without the dot; empty if there is none. */
  private String ending() {
    var name = path.name();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
