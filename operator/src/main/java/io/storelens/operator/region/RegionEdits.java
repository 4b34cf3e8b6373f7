package io.storelens.operator.region;

import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.storelens.crds.region.Region;
import java.util.Objects;

/** Changes of a region that a person made: of its spec, an annotation or a finalizer; its end. */
public final class RegionEdits implements OnUpdateFilter<Region> {
  @Override
  public boolean accept(Region now, Region before) {
    var one = now.getMetadata();
    var other = before.getMetadata();
    return !Objects.equals(one.getGeneration(), other.getGeneration())
        || !Objects.equals(one.getDeletionTimestamp(), other.getDeletionTimestamp())
        || !Objects.equals(one.getUid(), other.getUid())
        || !Objects.equals(one.getFinalizers(), other.getFinalizers())
        || !Objects.equals(one.getAnnotations(), other.getAnnotations());
  }
}
