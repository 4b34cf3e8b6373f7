package io.storelens.operator.camera;

import static io.storelens.operator.condition.ConditionType.CLOCK_OK;
import static io.storelens.operator.condition.ConditionType.DELIVERING;
import static io.storelens.operator.condition.ConditionType.READY;
import static io.storelens.operator.condition.ConditionType.REQUIREMENTS_MET;

import io.fabric8.kubernetes.api.model.Condition;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.camera.CameraStatus;
import io.storelens.operator.condition.ConditionType;
import io.storelens.operator.event.EventReason;
import io.storelens.operator.event.Events;
import java.util.Optional;

/** Turns of a camera's conditions that a person should hear of. */
final class CameraNews {
  private final Events events;

  CameraNews(Events events) {
    this.events = events;
  }

  /** An Event for each condition that turns, where a person is to act or has acted. */
  void report(Camera camera, CameraStatus status) {
    turned(camera, status, DELIVERING, "False", EventReason.CAMERA_SILENT);
    turned(camera, status, CLOCK_OK, "False", EventReason.CLOCK_OFF);
    turned(camera, status, REQUIREMENTS_MET, "False", EventReason.REQUIREMENTS_MISSED);
    if (word(camera.getStatus(), DELIVERING).filter("False"::equals).isPresent()) {
      turned(camera, status, DELIVERING, "True", EventReason.CAMERA_DELIVERS);
    }
    var ready = condition(status, READY);
    if (ready.filter(one -> one.getReason().startsWith("Credentials")).isPresent()) {
      turned(camera, status, READY, "False", EventReason.CREDENTIALS_UNUSABLE);
    }
  }

  private void turned(
      Camera camera, CameraStatus status, ConditionType type, String word, EventReason reason) {
    boolean isSo = word(status, type).filter(word::equals).isPresent();
    if (isSo && !word(camera.getStatus(), type).equals(word(status, type))) {
      events.publish(camera, reason, condition(status, type).orElseThrow().getMessage());
    }
  }

  private static Optional<String> word(CameraStatus status, ConditionType type) {
    return condition(status, type).map(Condition::getStatus);
  }

  private static Optional<Condition> condition(CameraStatus status, ConditionType type) {
    return Optional.ofNullable(status)
        .map(CameraStatus::conditions)
        .flatMap(
            conditions ->
                conditions.stream().filter(one -> one.getType().equals(type.text())).findFirst());
  }
}
