package io.storelens.standalone.up;

import io.storelens.podkit.Pod;
import io.vertx.core.Future;

/** A part whose start is told. */
record AnnouncedPart(Progress progress, String words, Pod part) implements Pod {
  @Override
  public String name() {
    return part.name();
  }

  @Override
  public Future<?> start() {
    progress.say(words);
    return part.start();
  }

  @Override
  public Future<?> stop() {
    return part.stop();
  }
}
