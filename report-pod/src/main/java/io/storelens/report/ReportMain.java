package io.storelens.report;

import io.storelens.contract.config.ReportConfig;
import io.storelens.podkit.PodMain;

/** The report pod as a process, configured by the environment. */
public final class ReportMain {
  private ReportMain() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    PodMain.run((environment, context) -> new ReportPod(ReportConfig.from(environment), context));
  }
}
