package io.storelens.ingest.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualPathTest {
  @ParameterizedTest
  @CsvSource({
    "a.jpg, /cam/a.jpg",
    "/a.jpg, /a.jpg",
    "../../../etc/passwd, /etc/passwd",
    "..\\..\\x, /x",
    "b//c/./d, /cam/b/c/d",
    "'', /cam",
    "b/.., /cam",
    "/, /"
  })
  void resolvesNamesWithoutEverLeavingTheRoot(String name, String expected) {
    assertThat(new VirtualPath("/cam").resolve(name).text()).isEqualTo(expected);
  }

  @Test
  void replacesControlCharactersAndDoublesQuotes() {
    assertThat(VirtualPath.ROOT.resolve("a\u0000\r\"b\"").quoted()).isEqualTo("\"/a__\"\"b\"\"\"");
    assertThat(VirtualPath.ROOT.resolve("x/y").relative()).isEqualTo("x/y");
  }
}
