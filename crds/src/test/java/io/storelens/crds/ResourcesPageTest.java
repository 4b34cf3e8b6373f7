package io.storelens.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResourcesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "resources.md");
  private static final String UPDATE =
      "./mvnw -q -pl crds test -Dtest=ResourcesPageTest -Dstorelens.update-resources-doc=true";

  @Test
  void committedPageIsWhatTheTypesSay() throws IOException {
    var crds = CrdYaml.generate();
    var page =
        ResourcesPage.of(
            Stream.of("regions", "stores", "cameras")
                .map(plural -> crds.get(plural + ".storelens.io.yaml"))
                .map(yaml -> Serialization.unmarshal(yaml, CustomResourceDefinition.class))
                .toList());
    if (Boolean.getBoolean("storelens.update-resources-doc")) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE)
        .as("docs/resources.md differs from the Java types. Update it with: %s", UPDATE)
        .exists()
        .content()
        .isEqualTo(page);
  }
}
