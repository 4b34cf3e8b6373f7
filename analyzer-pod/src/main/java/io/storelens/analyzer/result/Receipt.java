package io.storelens.analyzer.result;

/** What was written, and is committed. */
public enum Receipt {
  /** Its rows, now. */
  COUNTED,
  /** Nothing: it was counted before. */
  REPEATED
}
