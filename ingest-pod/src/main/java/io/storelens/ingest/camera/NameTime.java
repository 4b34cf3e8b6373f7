package io.storelens.ingest.camera;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * The time in the name of a file.
 *
 * @param pattern whose way of naming it is, for people
 * @param local what the camera's clock showed
 * @param at when that was
 */
public record NameTime(String pattern, LocalDateTime local, Instant at) {}
