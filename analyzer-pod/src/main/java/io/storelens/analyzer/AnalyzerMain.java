package io.storelens.analyzer;

import io.storelens.contract.config.AnalyzerConfig;
import io.storelens.podkit.PodMain;

/** Runs the analyzer pod. */
public final class AnalyzerMain {
  private AnalyzerMain() {}

  /** Reads its settings from the environment; see {@link AnalyzerConfig#from}. */
  public static void main(String[] arguments) {
    PodMain.run(
        (environment, context) -> new AnalyzerPod(AnalyzerConfig.from(environment), context));
  }
}
