package io.storelens.operator.event;

/**
 * Why an Event is written: for changes that a person acts on, or asked for. Reasons are part of
 * what users filter and alert by; a name, once released, stays.
 */
public enum EventReason {
  /** Credentials of a camera were generated. */
  CREDENTIALS_GENERATED("CredentialsGenerated", Type.NORMAL, "Generate"),
  /** A camera's Secret is missing, or holds no password. */
  CREDENTIALS_UNUSABLE("CredentialsUnusable", Type.WARNING, "ReadCredentials"),
  /** A camera's password was changed; for a while the old one works too. */
  PASSWORD_ROTATED("PasswordRotated", Type.NORMAL, "Rotate"),
  /** A rotation was asked for, but the password is not the operator's. */
  ROTATION_REFUSED("RotationRefused", Type.WARNING, "Rotate"),
  /** Nothing came from a camera for too long while its store was open. */
  CAMERA_SILENT("CameraSilent", Type.WARNING, "Observe"),
  /** Photos of a silent camera arrive again. */
  CAMERA_DELIVERS("CameraDelivers", Type.NORMAL, "Observe"),
  /** A camera's clock is off by more than its resource allows. */
  CLOCK_OFF("ClockOff", Type.WARNING, "Observe"),
  /** A camera cannot do, or does not show, what is asked of it. */
  REQUIREMENTS_MISSED("RequirementsMissed", Type.WARNING, "Observe"),
  /** A resource names another one that is not there, or cannot be used. */
  REFERENCE_UNUSABLE("ReferenceUnusable", Type.WARNING, "Resolve"),
  /** A Region was made because a Store names it. */
  REGION_CREATED("RegionCreated", Type.NORMAL, "Create"),
  /** A part of a region is refused by the API server, or is somebody else's. */
  PART_REFUSED("PartRefused", Type.WARNING, "Apply"),
  /** A region that is deleted waits until its photos are handed over. */
  SPOOL_DRAINING("SpoolDraining", Type.NORMAL, "Drain"),
  /** All photos of a deleted region are handed over. */
  SPOOL_EMPTY("SpoolEmpty", Type.NORMAL, "Drain"),
  /** Photos of a deleted region that may have waited are given up, as was asked. */
  SPOOL_ABANDONED("SpoolAbandoned", Type.WARNING, "Drain"),
  /** A reconciliation failed; it is tried again. */
  RECONCILE_FAILED("ReconcileFailed", Type.WARNING, "Reconcile");

  private final String text;
  private final Type type;
  private final String action;

  EventReason(String text, Type type, String action) {
    this.text = text;
    this.type = type;
    this.action = action;
  }

  /** The reason, one CamelCase word. */
  public String text() {
    return text;
  }

  /** {@code Normal} or {@code Warning}. */
  String type() {
    return type.text;
  }

  /** What the operator did when it happened, one CamelCase word. */
  String action() {
    return action;
  }

  private enum Type {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String text;

    Type(String text) {
      this.text = text;
    }
  }
}
