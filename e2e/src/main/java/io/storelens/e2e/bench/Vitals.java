package io.storelens.e2e.bench;

/**
 * What a process that leaks has ever more of.
 *
 * @param heap bytes in use right after a full garbage collection
 * @param threads live threads of Java
 * @param files open file descriptors
 * @param spooled photos on the disk that no analyzer has taken, whole or not
 */
record Vitals(long heap, int threads, long files, long spooled) {}
