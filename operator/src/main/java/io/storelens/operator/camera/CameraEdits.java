package io.storelens.operator.camera;

import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.storelens.crds.camera.Camera;
import java.util.Objects;

/** Changes of a camera that a person made: of its spec, or of an annotation. */
public final class CameraEdits implements OnUpdateFilter<Camera> {
  @Override
  public boolean accept(Camera now, Camera before) {
    return CameraCaches.isSpecChange(now, before)
        || !Objects.equals(
            now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations());
  }
}
