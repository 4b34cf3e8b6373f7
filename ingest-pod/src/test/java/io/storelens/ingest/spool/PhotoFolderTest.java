package io.storelens.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFolderTest {
  @TempDir Path root;
  private PhotoFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = PhotoFolder.open(root, StoreSteps.UNWATCHED);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void usesTheFileOfTheLastPhotoThatLeft() throws IOException {
    var first = photo();
    assertThat(folder.clear(first)).isTrue();
    assertThat(first).isEmptyFile();
    folder.reuse(first);
    var second = photo();
    assertThat(second).isEqualTo(first).isNotEmptyFile();
    assertThat(folder.clear(second)).isTrue();
    assertThat(folder.clear(second)).as("again").isFalse();
  }

  @Test
  void putsNoPhotoIntoAFileThatSomebodyHasDeleted() throws IOException {
    var first = photo();
    folder.clear(first);
    folder.reuse(first);
    Files.delete(first);
    assertThatThrownBy(this::photo).isInstanceOf(NoSuchFileException.class);
    assertThat(photo()).isNotEmptyFile();
  }

  @Test
  void emptiesFilesThatStayedOpenAndThoseThatDidNot() throws IOException {
    var files = new Path[300];
    for (int number = 0; number < files.length; number++) {
      files[number] = photo();
    }
    for (var file : files) {
      assertThat(folder.clear(file)).isTrue();
      assertThat(file).isEmptyFile();
    }
  }

  private Path photo() throws IOException {
    var taken = folder.take();
    taken.file().write(new PhotoMemory().take().limit(PhotoMemory.ALIGNMENT));
    folder.show(taken.path(), taken.file());
    return taken.path();
  }
}
