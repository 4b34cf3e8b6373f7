package io.storelens.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import org.junit.jupiter.api.Test;

class ApiFailureTest {
  @Test
  void findsTheAnswerThatTheFrameworkHasWrapped() {
    var answer = new KubernetesClientException("conflict", 409, null);
    assertThat(ApiFailure.behind(new OperatorException(answer))).contains(answer);
    assertThat(ApiFailure.behind(answer)).contains(answer);
  }

  @Test
  void leavesOtherFailuresToOthers() {
    assertThat(ApiFailure.behind(new IllegalStateException("a fault of ours"))).isEmpty();
  }
}
