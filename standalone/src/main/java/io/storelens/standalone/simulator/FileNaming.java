package io.storelens.standalone.simulator;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How a camera's brand names its photos. The times are the camera's local ones, without a zone. */
public enum FileNaming {
  /** Address, channel, time with milliseconds, event. */
  HIKVISION {
    @Override
    public String name(String camera, ZonedDateTime time) {
      // Any address will do, if it is the camera's own and stays.
      int place = Math.floorMod(camera.hashCode(), 254 * 254);
      return "192.168.%d.%d_01_%s_FACE_DETECTION.jpg"
          .formatted(place / 254, place % 254 + 1, WITH_MILLIS.format(time));
    }
  },

  /** The camera's own name, channel, time. Two photos of one second have the same name. */
  REOLINK {
    @Override
    public String name(String camera, ZonedDateTime time) {
      return "%s_00_%s.jpg".formatted(camera, SECONDS.format(time));
    }
  };

  private static final DateTimeFormatter WITH_MILLIS =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  /** File name of {@code camera}'s photo taken at {@code time}. */
  public abstract String name(String camera, ZonedDateTime time);
}
