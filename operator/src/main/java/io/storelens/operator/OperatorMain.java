package io.storelens.operator;

import io.fabric8.kubernetes.client.Config;
import io.storelens.podkit.PodMain;

/** Runs the operator as a process of its own. */
public final class OperatorMain {
  private OperatorMain() {}

  /** Settings come from the environment: {@link OperatorSettings#from}. */
  public static void main(String[] arguments) {
    PodMain.run(
        (environment, context) ->
            new OperatorProgram(
                OperatorSettings.from(environment),
                context,
                OperatorClient.open(Config.autoConfigure(null)),
                () -> Runtime.getRuntime().exit(1)));
  }
}
