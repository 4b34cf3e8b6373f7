package io.storelens.report.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.storelens.report.web.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what browsers keep for us (HMAC-SHA-256, RFC 2104), so that it comes back as it was. A
 * value of one purpose is none of another.
 */
final class Seal {
  private final byte[] key;

  /** A key of its own for {@code purpose}, from a secret. */
  Seal(byte[] secret, String purpose) {
    this.key = hmac(secret, purpose);
  }

  /** The key as text, for libraries that sign themselves. */
  String keyText() {
    return Base64.getEncoder().encodeToString(key);
  }

  /** {@code content} as JSON with its signature, in characters that a cookie can hold. */
  String close(Object content) {
    String text = base64(Json.of(content).getBytes());
    return text + "." + base64(hmac(key, text));
  }

  /** What was sealed as {@code value}; empty if it was not, or not here. */
  <T> Optional<T> open(String value, Class<T> type) {
    int dot = value.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String text = value.substring(0, dot);
    if (!isSame(base64(hmac(key, text)), value.substring(dot + 1))) {
      return Optional.empty();
    }
    try {
      String json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      return Optional.of(Json.read(json, type));
    } catch (JsonProcessingException e) {
      // Signed by another version of this program: the browser gets a new one.
      return Optional.empty();
    }
  }

  /** A short word that says nothing of {@code text} but whether it is the same. */
  String fingerprint(String text) {
    return base64(hmac(key, text)).substring(0, 16);
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
