package io.storelens.ingest.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzerAddressesTest {
  @Test
  void resolvesNamesAndAddresses() {
    var addresses =
        new AnalyzerAddresses(
            List.of(
                URI.create("http://127.0.0.1:8081"),
                URI.create("http://localhost:8082/"),
                URI.create("http://no-such-host.invalid:8083")));
    assertThat(addresses.resolve())
        .contains(
            SocketAddress.inetSocketAddress(8081, "127.0.0.1"),
            SocketAddress.inetSocketAddress(8082, "127.0.0.1"))
        .noneMatch(address -> address.port() == 8083);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a:1", "http://a/path", "a:8080", "http:///x"})
  void namesABaseUrlItCannotUse(String uri) {
    assertThatThrownBy(() -> new AnalyzerAddresses(List.of(URI.create(uri))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("INGEST_ANALYZERS")
        .hasMessageContaining(uri);
  }
}
