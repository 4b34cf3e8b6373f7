package io.storelens.operator.event;

import static io.storelens.operator.Resources.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.storelens.crds.store.Store;
import io.storelens.operator.cluster.RealCluster;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventsIT {
  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  @Test
  void whatHappensAgainBecomesASeriesOfOneEvent() {
    Store paris =
        CLUSTER
            .admin()
            .resource(store("paris-1", "eu-west"))
            .inNamespace(CLUSTER.namespace())
            .create();
    try (var client = CLUSTER.underShippedRole()) {
      var clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
      var events = new Events(client, "operator-0", clock, Runnable::run);

      events.publish(paris, EventReason.REFERENCE_UNUSABLE, "No Region eu-west.");
      assertThat(events())
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getReason()).isEqualTo("ReferenceUnusable");
                assertThat(event.getType()).isEqualTo("Warning");
                assertThat(event.getNote()).isEqualTo("No Region eu-west.");
                assertThat(event.getRegarding().getUid()).isEqualTo(paris.getMetadata().getUid());
                assertThat(event.getSeries()).isNull();
              });

      events.publish(paris, EventReason.REFERENCE_UNUSABLE, "No Region eu-west.");
      events.publish(paris, EventReason.REFERENCE_UNUSABLE, "No Region eu-west.");
      assertThat(events())
          .singleElement()
          .satisfies(event -> assertThat(event.getSeries().getCount()).isEqualTo(2));

      events.publish(paris, EventReason.REFERENCE_UNUSABLE, "No Region eu-east.");
      assertThat(events()).hasSize(2);
    }
  }

  private static List<Event> events() {
    return CLUSTER
        .admin()
        .events()
        .v1()
        .events()
        .inNamespace(CLUSTER.namespace())
        .list()
        .getItems();
  }
}
