package io.storelens.e2e.bench.ingest;

/**
 * One server under one load.
 *
 * @param tally what the cameras saw
 * @param cpu of the server, in all, until nothing was left to do
 */
record Measurement(CameraLoad.Tally tally, FtpServer.Cpu cpu) {
  /** CPU milliseconds a photo, up to the acknowledgement. */
  double receiving() {
    return cpu.receiving() * 1000 / Math.max(1, tally.photos());
  }

  /** CPU milliseconds a photo for handing it over. */
  double handingOver() {
    return cpu.handingOver() * 1000 / Math.max(1, tally.photos());
  }

  /** CPU milliseconds a photo that went into compiling meanwhile. */
  double compiling() {
    return cpu.compiling() * 1000 / Math.max(1, tally.photos());
  }
}
