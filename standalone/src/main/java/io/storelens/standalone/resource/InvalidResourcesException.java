package io.storelens.standalone.resource;

import java.util.List;

/** Resources cannot be used as they are. The message names every fault, one a line. */
public final class InvalidResourcesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidResourcesException(List<Fault> faults) {
    super(
        faults.size()
            + (faults.size() == 1 ? " fault" : " faults")
            + " in the resources:\n"
            + String.join("\n", faults.stream().map(Fault::toString).toList()));
  }
}
