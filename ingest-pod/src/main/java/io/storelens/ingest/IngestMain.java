package io.storelens.ingest;

import io.storelens.contract.config.IngestConfig;
import io.storelens.podkit.PodMain;
import java.security.Security;

/** Runs the ingest as a process of its own. */
public final class IngestMain {
  private IngestMain() {}

  /** Settings come from the environment: {@link IngestConfig#from}. */
  public static void main(String[] arguments) {
    // Analyzers come and go: the JDK would keep their old addresses for half a minute.
    Security.setProperty("networkaddress.cache.ttl", "2");
    PodMain.run((environment, context) -> new IngestPod(IngestConfig.from(environment), context));
  }
}
