package io.storelens.podkit;

import io.storelens.contract.config.Env;
import io.storelens.contract.config.ListenAddress;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one pod as a process: settings from the environment, management port, stop on SIGTERM. */
public final class PodMain {
  private static final Logger LOGGER = LoggerFactory.getLogger(PodMain.class);

  private PodMain() {}

  /**
   * Starts the pod and returns. A bad setting or a failed start ends the process with status 1 and
   * one line on what to do.
   *
   * @param create makes the pod from the environment; throws {@link IllegalArgumentException} for
   *     bad settings
   */
  public static void run(BiFunction<Map<String, String>, PodContext, Pod> create) {
    var vertx = Vertx.vertx();
    var metrics = new Metrics();
    var health = new Health();
    try {
      var env = new Env(System.getenv());
      var address = ListenAddress.from(env, "MANAGEMENT", 9090);
      env.verify();
      var management = new Management(vertx, address, metrics, health);
      var pod = create.apply(System.getenv(), new PodContext(vertx, metrics.registry(), health));
      var pods = new PodSequence(List.of(management, pod));
      Termination.beforehand(() -> pods.stop().await());
      pods.start().await();
    } catch (Throwable e) { // await() throws whatever a start fails with, such as a missing library
      LOGGER.error("not started: {}", e.getMessage());
      System.exit(1); // stops what was started, which needs Vert.x
    }
  }
}
