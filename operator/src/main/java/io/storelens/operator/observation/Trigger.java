package io.storelens.operator.observation;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;

/** Has resources of one kind reconciled for a reason that the API server does not know of. */
public final class Trigger<P extends HasMetadata> extends AbstractEventSource<Void, P> {
  public Trigger(String name) {
    super(Void.class, name);
  }

  /** Has {@code id} reconciled; before the start nothing happens, for all are reconciled then. */
  public void fire(ResourceID id) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(id));
    }
  }

  @Override
  public Set<Void> getSecondaryResources(P primary) {
    return Set.of();
  }
}
