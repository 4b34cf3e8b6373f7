package io.storelens.podkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodSequenceTest {
  private final List<String> events = new ArrayList<>();

  @Test
  void startsInOrderAndStopsInTheOppositeOrder() {
    var pods = new PodSequence(List.of(pod("database", true), pod("analyzer", true)));
    assertThat(pods.start().succeeded()).isTrue();
    assertThat(pods.stop().succeeded()).isTrue();
    assertThat(events).containsExactly("+database", "+analyzer", "-analyzer", "-database");
  }

  @Test
  void startsNothingAfterAFailureAndStopsWhatWasBegun() {
    var pods =
        new PodSequence(List.of(pod("database", true), pod("analyzer", false), pod("web", true)));
    assertThat(pods.start().cause()).hasMessage("analyzer is broken");
    pods.stop();
    assertThat(events).containsExactly("+database", "+analyzer", "-analyzer", "-database");
  }

  @Test
  void stopsTheOthersWhenOneFailsToStop() {
    var broken =
        new Pod() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public Future<?> start() {
            return Future.succeededFuture();
          }

          @Override
          public Future<?> stop() {
            return Future.failedFuture("will not stop");
          }
        };
    var pods = new PodSequence(List.of(pod("database", true), broken));
    pods.start();
    assertThat(pods.stop().succeeded()).isTrue();
    assertThat(events).containsExactly("+database", "-database");
  }

  @Test
  void stopsOnlyOnce() {
    var pods = new PodSequence(List.of(pod("database", true)));
    pods.start();
    pods.stop();
    pods.stop();
    assertThat(events).containsExactly("+database", "-database");
  }

  private Pod pod(String name, boolean healthy) {
    return new Pod() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Future<?> start() {
        events.add("+" + name);
        return healthy ? Future.succeededFuture() : Future.failedFuture(name + " is broken");
      }

      @Override
      public Future<?> stop() {
        events.add("-" + name);
        return Future.succeededFuture();
      }
    };
  }
}
