package io.storelens.report.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginPageTest {
  @ParameterizedTest
  @ValueSource(strings = {"/", "/?region=eu-west&period=30d", "/?city=S%C3%A3o%20Paulo"})
  void leadsToPathsOfItsOwn(String path) {
    assertThat(LoginPage.ownPath(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "evil",
        "/a\r\nSet-Cookie: x=1",
        "/a\\b",
        "/ä"
      })
  void leadsNowhereElse(String path) {
    assertThat(LoginPage.ownPath(path)).isEqualTo("/");
  }

  @Test
  void showsMarkupAsText() {
    var template = new Template("<p title=\"{{to}}\">{{message}}</p>");

    assertThat(template.with(Map.of("to", "\"><script>", "message", "a & b's $1")))
        .isEqualTo("<p title=\"&quot;&gt;&lt;script&gt;\">a &amp; b&#39;s $1</p>");
  }
}
