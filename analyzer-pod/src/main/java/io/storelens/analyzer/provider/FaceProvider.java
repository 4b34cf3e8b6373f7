package io.storelens.analyzer.provider;

import java.util.Set;

/**
 * Tells faces from photos. One for a process; each thread takes a {@link FaceFinder} of its own.
 */
public interface FaceProvider extends AutoCloseable {
  /** What a provider may tell of a face. */
  enum Trait {
    GENDER,
    AGE,
    MOOD
  }

  /** A short word for rows, such as {@code local}. */
  String name();

  /** Which models, in which version, tell the faces; goes into rows. */
  String model();

  /** What it can tell. */
  Set<Trait> tells();

  /** A finder for one thread. */
  FaceFinder finder();

  /** Frees the models. The finders must be closed before. */
  @Override
  void close();
}
