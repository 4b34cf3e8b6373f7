package io.storelens.e2e.bench.ingest;

import java.util.ArrayList;
import java.util.List;

/** The loads of a run. */
final class Matrix {
  static final int SMALL = 200_000;
  static final int LARGE = 1_000_000;
  private static final double ORDINARY_RATE = 60;
  private static final double HOLIDAY_RATE = 300;

  private Matrix() {}

  /** What the goals are about, in a few minutes. */
  static List<Load> brief() {
    return List.of(
        Load.closed(false, SMALL, 50, false),
        Load.closed(false, LARGE, 50, false),
        Load.closed(false, LARGE, 200, false),
        Load.closed(true, SMALL, 50, false),
        Load.closed(true, LARGE, 50, false),
        Load.closed(false, SMALL, 10, true),
        Load.closed(true, SMALL, 10, true),
        Load.open(false, LARGE, 200, HOLIDAY_RATE));
  }

  /** All of it. */
  static List<Load> full() {
    var loads = new ArrayList<Load>();
    for (boolean tls : new boolean[] {false, true}) {
      for (boolean persistent : new boolean[] {false, true}) {
        for (int bytes : new int[] {SMALL, LARGE}) {
          for (int cameras : new int[] {10, 50, 200}) {
            loads.add(Load.closed(persistent, bytes, cameras, tls));
          }
        }
      }
    }
    for (boolean persistent : new boolean[] {false, true}) {
      loads.add(Load.open(persistent, LARGE, 200, ORDINARY_RATE));
      loads.add(Load.open(persistent, LARGE, 200, HOLIDAY_RATE));
    }
    return loads;
  }
}
