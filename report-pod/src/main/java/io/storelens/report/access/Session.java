package io.storelens.report.access;

/**
 * A login that lasts.
 *
 * @param id unlike any other's
 * @param identity whose
 * @param end when it ends, in seconds since 1970
 */
public record Session(String id, Identity identity, long end) {}
