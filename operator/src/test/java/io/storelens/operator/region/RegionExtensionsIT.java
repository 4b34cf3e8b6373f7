package io.storelens.operator.region;

import static io.storelens.operator.region.TestedRegion.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.storelens.operator.cluster.RealCluster;
import io.storelens.operator.cluster.RunningOperator;
import java.time.Clock;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where KEDA and the Prometheus operator are known, a region has parts for them. */
class RegionExtensionsIT {
  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  private final TestedRegion region = new TestedRegion(CLUSTER);

  @BeforeAll
  static void define() {
    for (var extension : Extension.values()) {
      var definition = extension.definition();
      CLUSTER
          .admin()
          .resource(
              new CustomResourceDefinitionBuilder()
                  .withNewMetadata()
                  .withName(definition.getPlural() + "." + definition.getGroup())
                  .endMetadata()
                  .withNewSpec()
                  .withGroup(definition.getGroup())
                  .withScope("Namespaced")
                  .withNewNames()
                  .withKind(definition.getKind())
                  .withPlural(definition.getPlural())
                  .withSingular(definition.getKind().toLowerCase(Locale.ROOT))
                  .endNames()
                  .addNewVersion()
                  .withName(definition.getVersion())
                  .withServed(true)
                  .withStorage(true)
                  .withNewSchema()
                  .withNewOpenAPIV3Schema()
                  .withType("object")
                  .withXKubernetesPreserveUnknownFields(true)
                  .endOpenAPIV3Schema()
                  .endSchema()
                  .endVersion()
                  .endSpec()
                  .build())
          .serverSideApply();
      await()
          .atMost(SOON)
          .until(() -> new Extensions(CLUSTER.admin(), Clock.systemUTC()).knows(extension));
    }
  }

  @AfterAll
  static void forget() {
    for (var extension : Extension.values()) {
      CLUSTER
          .admin()
          .apiextensions()
          .v1()
          .customResourceDefinitions()
          .withName(extension.definition().getPlural() + "." + extension.definition().getGroup())
          .delete();
    }
  }

  @Test
  void scaledObjectAndServiceMonitorAreMadeAndGoWithTheRegion() {
    try (RunningOperator operator = CLUSTER.operator(CLUSTER.settings(TestedRegion.settings()))) {
      region.create();
      region.awaitParts(2);

      await()
          .atMost(SOON)
          .until(() -> get(Extension.SCALED_OBJECT, region.name + "-analyzer") != null);
      assertThat(get(Extension.SERVICE_MONITOR, region.name)).isNotNull();
      assertThat(region.part(HorizontalPodAutoscaler.class, "analyzer"))
          .as("two autoscalers would work against each other")
          .isNull();

      region.client().resource(region.get()).delete();
      await().atMost(SOON).until(() -> region.get() == null);
      await()
          .atMost(SOON)
          .until(() -> get(Extension.SCALED_OBJECT, region.name + "-analyzer") == null);
      assertThat(operator.hasLostLeadership()).isFalse();
    }
  }

  private static GenericKubernetesResource get(Extension extension, String name) {
    return CLUSTER
        .admin()
        .genericKubernetesResources(extension.definition())
        .inNamespace(CLUSTER.namespace())
        .withName(name)
        .get();
  }
}
