package io.storelens.ingest.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sees to it that an event of which a camera sends several pictures counts once. Remembers the last
 * events of each camera, in memory only: a restart between two pictures of one event may count
 * both. Safe for use by many threads.
 */
public final class EventPictures {
  // Hikvision, of a face: the crop, and the whole scene, in this or the other order.
  private static final Pattern FACE =
      Pattern.compile(
          "(?:^|/)(?<event>[^/]*_\\d{14,17})_FACE_(?<picture>SNAP|BACKGROUND)\\.jpe?g$");
  // Vivotek, of a trigger: some before, the one, some after.
  private static final Pattern AROUND_TRIGGER =
      Pattern.compile("(?:^|/)[^/]*_\\d+_(?:pre|pos)\\.jpe?g$");
  // Dahua: a large and a small picture, numbered; which is which differs.
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?<event>\\d{4}-\\d{2}-\\d{2}/[^\\[\\]]*\\[[A-Z]\\]\\[\\d+@\\d+\\])\\[(?<picture>\\d+)\\]"
              + "(?:\\.jpe?g)?$");
  private static final String CROP = "SNAP";
  private static final String SCENE = "BACKGROUND";
  private static final Duration CROPS_GO_ON = Duration.ofDays(1);
  private static final int MOST_CAMERAS = 20_000;
  private static final int MOST_EVENTS = 16;

  private final Map<String, Recent> cameras = oldestLeaves(MOST_CAMERAS);

  /**
   * Why the picture at {@code path} is not needed; empty if it counts. The picture that counted
   * counts again, so that a camera which missed the reply may repeat it.
   *
   * @param path the whole path the camera sent
   */
  public synchronized Optional<String> notNeeded(String camera, String path, Instant arrival) {
    if (AROUND_TRIGGER.matcher(path).find()) {
      return Optional.of("the picture of the trigger itself counts");
    }
    var picture = Picture.of(path);
    var recent = cameras.get(camera);
    if (picture.isEmpty() || recent == null) {
      return Optional.empty();
    }
    var counted = recent.events.get(picture.get().event);
    if (counted != null && !counted.equals(picture.get().name)) {
      return Optional.of("another picture of this event has counted");
    }
    return picture.get().name.equals(SCENE) && arrival.isBefore(recent.lastCrop.plus(CROPS_GO_ON))
        ? Optional.of("this camera sends FACE_SNAP, which counts")
        : Optional.empty();
  }

  /** The picture at {@code path} is durable. */
  public synchronized void counted(String camera, String path, Instant arrival) {
    Picture.of(path)
        .ifPresent(
            picture -> {
              var recent = cameras.computeIfAbsent(camera, name -> new Recent());
              recent.events.put(picture.event, picture.name);
              if (picture.name.equals(CROP)) {
                recent.lastCrop = arrival;
              }
            });
  }

  private static <V> Map<String, V> oldestLeaves(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
      }
    };
  }

  /** One of the pictures of an event. */
  private record Picture(String event, String name) {
    private static Optional<Picture> of(String path) {
      for (Pattern pattern : new Pattern[] {FACE, NUMBERED}) {
        var match = pattern.matcher(path);
        if (match.find()) {
          return Optional.of(new Picture(match.group("event"), match.group("picture")));
        }
      }
      return Optional.empty();
    }
  }

  /** What a camera sent last. */
  private static final class Recent {
    private final Map<String, String> events = oldestLeaves(MOST_EVENTS);
    private Instant lastCrop = Instant.EPOCH;
  }
}
