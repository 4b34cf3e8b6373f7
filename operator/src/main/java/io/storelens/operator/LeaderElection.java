package io.storelens.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * One of several operators works, the others wait.
 *
 * @param namespace where the Lease is
 * @param lease its name; operators of different regions need different ones
 * @param identity this operator among the others, such as its pod's name
 */
public record LeaderElection(String namespace, String lease, String identity) {
  /** A holder that is no name is nobody: the API server keeps what a patch leaves out. */
  private static final String NOBODY = "";

  /**
   * Lets another operator lead before the lease is over. Of no effect where this one does not lead.
   * To be called when it works no more.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server does not take
   *     it
   */
  void giveUp(KubernetesClient client) {
    var lock = new LeaseLock(namespace, lease, identity);
    var current = lock.get(client);
    if (current != null && identity.equals(current.getHolderIdentity())) {
      var now = ZonedDateTime.now(ZoneOffset.UTC);
      lock.update(
          client,
          new LeaderElectionRecord(
              NOBODY, Duration.ofSeconds(1), now, now, current.getLeaderTransitions()));
    }
  }
}
