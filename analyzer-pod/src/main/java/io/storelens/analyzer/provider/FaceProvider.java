package io.storelens.analyzer.provider;

import io.storelens.contract.face.Trait;
import java.util.Set;

/**
 * Tells faces from photos. One for a process; each thread takes a {@link FaceFinder} of its own.
 */
public interface FaceProvider extends AutoCloseable {
  /** A short word for rows, such as {@code local}. */
  String name();

  /** What it can tell now: a provider that is called may lose a capability. */
  Set<Trait> tells();

  /** A finder for one thread. */
  FaceFinder finder();

  /** Frees the models. The finders must be closed before. */
  @Override
  void close();
}
