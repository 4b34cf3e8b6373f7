package io.storelens.operator.cache;

import static io.storelens.operator.Resources.camera;
import static io.storelens.operator.Resources.region;
import static io.storelens.operator.Resources.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetadataCopiesTest {
  static Stream<HasMetadata> resources() {
    return Stream.of(
        camera("cam-1", "paris-001"),
        store("paris-001", "eu-west"),
        region("eu-west", 1),
        new SecretBuilder().withNewMetadata().withName("secret").endMetadata().build());
  }

  @ParameterizedTest
  @MethodSource("resources")
  void copyIsEqualAndChangesOfItsMetadataAreItsOwn(HasMetadata resource) {
    resource.getMetadata().setFinalizers(List.of("storelens.io/one"));
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      var copy = new MetadataCopies(client).clone(resource);

      assertThat(copy).isEqualTo(resource).isNotSameAs(resource).hasSameClassAs(resource);
      copy.addFinalizer("storelens.io/two");
      copy.getMetadata().setName("other");
      assertThat(resource.getMetadata().getFinalizers()).containsExactly("storelens.io/one");
      assertThat(resource.getMetadata().getName()).isNotEqualTo("other");
    }
  }
}
