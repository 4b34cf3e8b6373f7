package io.storelens.operator.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacedTest {
  @Test
  void looksAtFifteenASecondAndAtEachOnce() {
    var timer = Executors.newSingleThreadScheduledExecutor();
    try {
      var paced = new Paced(timer);
      var looked = new CopyOnWriteArrayList<Long>();
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 40; i++) {
          paced.add(
              "Camera", new ResourceID("cam-" + i, "retail"), id -> looked.add(System.nanoTime()));
        }
      }

      await().atMost(Duration.ofSeconds(10)).until(() -> paced.waiting() == 0);
      assertThat(looked.size()).isBetween(40, 55);
      assertThat(mostInASecond(looked)).isLessThanOrEqualTo(Paced.A_SECOND);
    } finally {
      timer.shutdownNow();
    }
  }

  private static long mostInASecond(List<Long> moments) {
    long almost = TimeUnit.MILLISECONDS.toNanos(900);
    return moments.stream()
        .mapToLong(
            first -> moments.stream().filter(one -> one >= first && one < first + almost).count())
        .max()
        .orElse(0);
  }
}
