package io.storelens.operator;

/**
 * One of several operators works, the others wait.
 *
 * @param namespace where the Lease is
 * @param lease its name; operators of different regions need different ones
 * @param identity this operator among the others, such as its pod's name
 */
public record LeaderElection(String namespace, String lease, String identity) {}
