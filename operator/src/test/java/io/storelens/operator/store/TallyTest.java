package io.storelens.operator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final ResourceID PARIS = new ResourceID("paris-001", "retail");
  private static final ResourceID FIRST = new ResourceID("cam-1", "retail");
  private static final ResourceID SECOND = new ResourceID("cam-2", "retail");

  private final Tally tally = new Tally();
  private final List<ResourceID> told = new ArrayList<>();

  @Test
  void countsOnlyOnceAllCamerasWereLookedAt() {
    tally.put(FIRST, PARIS, true);
    assertThat(tally.ready(PARIS, Set.of("cam-1", "cam-2"))).isEmpty();

    tally.put(SECOND, PARIS, false);
    assertThat(tally.ready(PARIS, Set.of("cam-1", "cam-2"))).hasValue(1);
    assertThat(tally.ready(new ResourceID("rome", "retail"), Set.of())).hasValue(0);
  }

  @Test
  void tellsOfChangesOnly() {
    tally.onChange(told::add);
    tally.put(FIRST, PARIS, false);
    tally.put(FIRST, PARIS, false);
    tally.put(FIRST, PARIS, true);
    tally.remove(FIRST);
    tally.remove(FIRST);

    assertThat(told).containsExactly(PARIS, PARIS, PARIS);
    assertThat(tally.ready(PARIS, Set.of("cam-1"))).isEmpty();
  }
}
