package io.storelens.analyzer.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** A provider on this machine that gives answers as they were recorded. */
public final class RecordedProvider implements AutoCloseable {
  private final WireMockServer server = new WireMockServer(options().dynamicPort());

  public RecordedProvider() {
    server.start();
  }

  public WireMockServer server() {
    return server;
  }

  public URI address() {
    return URI.create("http://localhost:" + server.port());
  }

  /** Every request gets this answer. */
  public void answer(ResponseDefinitionBuilder answer) {
    server.stubFor(any(anyUrl()).willReturn(answer));
  }

  public void answer(int status, String body) {
    answer(aResponse().withStatus(status).withBody(body));
  }

  /** Every request gets a file of {@code recorded/}. */
  public void answerFile(int status, String file) {
    answer(status, recorded(file));
  }

  /** A file of {@code recorded/}. */
  public static String recorded(String file) {
    try (var stream = RecordedProvider.class.getResourceAsStream("/recorded/" + file)) {
      return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
