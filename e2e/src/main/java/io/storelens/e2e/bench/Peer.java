package io.storelens.e2e.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A face library for Node, measured by {@code e2e/peers/peer.mjs}. */
enum Peer {
  HUMAN("human", "1", "@vladmandic/human 3.3.6"),
  FACE_API("face-api", "1", "@vladmandic/face-api 1.7.15, SSD"),
  FACE_API_TINY("face-api-tiny", "1", "@vladmandic/face-api 1.7.15, tiny"),
  FACE_API_TINY_HALF("face-api-tiny", "0.5", "the same, photos decoded at half size as ours are");

  private final String word;
  private final String scale;
  private final String title;

  Peer(String word, String scale, String title) {
    this.word = word;
    this.scale = scale;
    this.title = title;
  }

  String title() {
    return title;
  }

  /**
   * What a program did while it was measured.
   *
   * @param photos photos analysed
   * @param cpuSeconds CPU seconds of the whole process meanwhile
   * @param faces faces told
   */
  record Work(double photos, double cpuSeconds, double faces) {
    /** CPU milliseconds a photo. */
    double cpuMillis() {
      return cpuSeconds / photos * 1000;
    }

    Work plus(Work other) {
      return new Work(photos + other.photos, cpuSeconds + other.cpuSeconds, faces + other.faces);
    }
  }

  /**
   * Analyses the photos in {@code folder} for {@code time}.
   *
   * @param peers folder of peer.mjs, with what it needs installed
   */
  Work measure(Path peers, Path folder, Duration time) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                List.of(
                    "node",
                    "peer.mjs",
                    word,
                    folder.toString(),
                    Long.toString(time.toSeconds()),
                    scale))
            .directory(peers.toFile())
            .redirectError(Redirect.INHERIT)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(title + " failed with status " + process.exitValue());
    }
    var last = output.lines().filter(line -> line.startsWith("{")).reduce((a, b) -> b);
    var said = new JsonObject(last.orElseThrow(() -> new IOException(title + " said nothing")));
    if (!said.getBoolean("simd")) {
      System.err.println(title + " runs without SIMD here");
    }
    return new Work(
        said.getInteger("photos"), said.getDouble("cpuSeconds"), said.getInteger("faces"));
  }
}
