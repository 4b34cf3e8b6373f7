package io.storelens.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BoundedTextTest {
  @Test
  void givesTheGroupsOfAMatch() {
    var match = BoundedText.match(Pattern.compile("(?<a>\\d+)-x"), "p/12-x", Matcher::find);
    assertThat(match.orElseThrow().group("a")).isEqualTo("12");
    assertThat(BoundedText.match(Pattern.compile("\\d+"), "p/12", Matcher::matches)).isEmpty();
  }

  @Test
  @Timeout(10)
  void givesUpAPatternThatTakesForever() {
    var forever = Pattern.compile("(?:a+)+b|(?:.*x){20}");
    assertThat(BoundedText.match(forever, "a".repeat(3000), Matcher::find)).isEmpty();
  }

  @Test
  void survivesAPatternThatIsTooDeep() {
    var deep = Pattern.compile("(?:a|b)*c");
    assertThat(BoundedText.match(deep, "ab".repeat(400_000), Matcher::matches)).isEmpty();
  }
}
