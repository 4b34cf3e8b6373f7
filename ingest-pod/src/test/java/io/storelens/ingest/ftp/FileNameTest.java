package io.storelens.ingest.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
  @ParameterizedTest
  @CsvSource({
    "/till/a.jpg, /till/a.jpg",
    "/till/a.jpg.tmp, /till/a.jpg",
    "/till/a.jpg.part, /till/a.jpg",
    "/till/a.JPG.FILEPART, /till/a.JPG",
    "/till/.a.jpg, /till/a.jpg",
    "/till/.in.a.jpg., /till/a.jpg",
    "/till/a.dav_, /till/a.dav",
    "/till/a.jpg_, /till/a.jpg",
    "/till/04[M][0@0][0], /till/04[M][0@0][0]",
    "/upload.tmp, /upload",
    "/.tmp, /tmp",
    "/, /"
  })
  void isTheNameAfterTheRenaming(String sent, String path) {
    assertThat(FileName.of(VirtualPath.ROOT.resolve(sent)).path().text()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.dav", "a.dav_", ".a.MKV.tmp", "b/DVRWorkDirectory", "t.txt"})
  void knowsWhatCamerasSendBesideTheirPhotos(String sent) {
    assertThat(FileName.of(VirtualPath.ROOT.resolve(sent)).isSideFile()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "a", "a.mp4.jpg", "04[M][0@0][0]", "mp4", "image.bin"})
  void leavesTheRestToItsContent(String sent) {
    assertThat(FileName.of(VirtualPath.ROOT.resolve(sent)).isSideFile()).isFalse();
  }
}
