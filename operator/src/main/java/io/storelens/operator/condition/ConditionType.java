package io.storelens.operator.condition;

/** What a condition tells. Each kind of resource has those that apply to it. */
public enum ConditionType {
  /** What the resource asks for is there. */
  READY("Ready"),
  /** Photos arrive as they should. */
  DELIVERING("Delivering"),
  /** The camera's clock agrees with arrival. */
  CLOCK_OK("ClockOk"),
  /** The camera can do, and its photos show, what is asked of it. */
  REQUIREMENTS_MET("RequirementsMet"),
  /** It works, but not as well as it should. */
  DEGRADED("Degraded");

  private final String text;

  ConditionType(String text) {
    this.text = text;
  }

  /** The name in a status. */
  public String text() {
    return text;
  }
}
