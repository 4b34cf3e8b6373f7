package io.storelens.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyReportTest {
  private static final Path PHOTOS = Path.of("../photos");

  @TempDir private Path folder;

  @Test
  void comparesFacesWithLabels() throws Exception {
    // Given: one face labelled rightly, one with the wrong gender and 20 years too old, one missed
    Files.copy(PHOTOS.resolve("president-obama.jpg"), folder.resolve("a.jpg"));
    Files.copy(PHOTOS.resolve("astronaut.jpg"), folder.resolve("b.jpg"));
    Files.writeString(
        folder.resolve(Labels.FILE),
        """
        photo,x,y,width,height,gender,age,mood
        a.jpg,371,91,241,329,male,45,happiness
        b.jpg,179,64,90,110,male,48.8,neutral
        b.jpg,400,400,90,110,,,
        """);
    // When
    var lines = Accuracy.report(folder, Optional.empty()).lines();
    // Then
    assertThat(lines)
        .contains("photos 2")
        .contains("faces found 2 of 3 (recall 66.7 %), 0 that nobody labelled")
        .contains("gender: 1 right, 1 wrong, 0 unknown (50.0 % of those told are right)");
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).matches("age: 2 faces, mean error 1\\d\\.\\d .*"))
        .anySatisfy(line -> assertThat(line).matches("neutral +0 +1 +0 +0 +0 +0 +0"));
  }

  @Test
  void namesTheLineThatIsNotRight() throws Exception {
    Files.writeString(
        folder.resolve(Labels.FILE),
        """
        photo,x,y,width,height,gender,age,mood
        a.jpg,1,2,3,4,man,45,happiness
        """);
    assertThatThrownBy(() -> Labels.read(folder))
        .hasMessageContaining("line 2: \"man\" is no label");
  }
}
