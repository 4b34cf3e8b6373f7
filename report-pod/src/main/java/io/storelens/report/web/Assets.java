package io.storelens.report.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * Files of the page, read from the class path once and compressed once. They are a few hundred
 * kilobytes; served from memory they need no folder to unpack into, so the pod's file system can be
 * read-only.
 */
public final class Assets {
  private static final String WEBROOT = "webroot/";

  /** Adds {@code /assets/NAME} for a file of webroot. */
  public void file(Router router, String name) {
    at(router, "/assets/" + name, WEBROOT + name);
  }

  /** Adds {@code path} for a resource of the class path. */
  public void at(Router router, String path, String resource) {
    var asset = Asset.read(resource);
    router.get(path).handler(asset::answer);
  }

  /**
   * A resource of the class path as text.
   *
   * @throws IllegalStateException if there is none
   */
  public static Buffer read(String resource) {
    try (var stream = Assets.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("not in the program: " + resource);
      }
      return Buffer.buffer(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private record Asset(Buffer plain, Buffer compressed, String mediaType, String tag) {
    static Asset read(String resource) {
      var plain = Assets.read(resource);
      return new Asset(plain, compress(plain), mediaType(resource), tag(plain));
    }

    void answer(RoutingContext request) {
      var response = request.response();
      response
          .putHeader(HttpHeaders.ETAG, tag)
          .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
          .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
      if (tag.equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
        response.setStatusCode(304).end();
        return;
      }
      response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
      String accepted = request.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
      if (accepted != null && accepted.contains("gzip")) {
        response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(compressed);
      } else {
        response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY).end(plain);
      }
    }

    private static Buffer compress(Buffer plain) {
      var bytes = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(bytes)) {
        gzip.write(plain.getBytes());
      } catch (IOException e) {
        throw new UncheckedIOException("memory cannot fail", e);
      }
      return Buffer.buffer(bytes.toByteArray());
    }

    private static String tag(Buffer plain) {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain.getBytes());
        return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }

    private static String mediaType(String resource) {
      String suffix = resource.substring(resource.lastIndexOf('.') + 1);
      return switch (suffix) {
        case "html" -> "text/html; charset=utf-8";
        case "css" -> "text/css; charset=utf-8";
        case "js" -> "text/javascript; charset=utf-8";
        case "json" -> "application/json";
        case "svg" -> "image/svg+xml";
        default -> throw new IllegalArgumentException("no media type for " + resource);
      };
    }
  }
}
