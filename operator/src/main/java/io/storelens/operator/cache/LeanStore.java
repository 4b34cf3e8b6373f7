package io.storelens.operator.cache;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an informer keeps, without what the operator never reads: the field managers of each field
 * take more room than all else.
 */
public final class LeanStore<T extends HasMetadata> extends BasicItemStore<T> {
  private final Consumer<T> lighten;

  /** Drops field managers. */
  public LeanStore() {
    this(item -> {});
  }

  /**
   * @param lighten takes away more of an item
   */
  public LeanStore(Consumer<T> lighten) {
    super(Cache::metaNamespaceKeyFunc);
    this.lighten = lighten;
  }

  @Override
  public T put(String key, T item) {
    item.getMetadata().setManagedFields(List.of());
    lighten.accept(item);
    return super.put(key, item);
  }
}
