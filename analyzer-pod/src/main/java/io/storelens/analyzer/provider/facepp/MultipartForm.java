package io.storelens.analyzer.provider.facepp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A form with one file (RFC 7578). */
final class MultipartForm {
  private final String boundary = UUID.randomUUID().toString();
  private final List<byte[]> parts;

  /**
   * @param fields fields of text
   * @param name the file's field
   * @param jpeg the file
   */
  MultipartForm(Map<String, String> fields, String name, byte[] jpeg) {
    var head = new StringBuilder();
    fields.forEach(
        (field, text) ->
            head.append("--%s\r\n".formatted(boundary))
                .append("Content-Disposition: form-data; name=\"%s\"\r\n\r\n".formatted(field))
                .append(text)
                .append("\r\n"));
    head.append("--%s\r\n".formatted(boundary))
        .append("Content-Disposition: form-data; name=\"%s\"; ".formatted(name))
        .append("filename=\"photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n");
    this.parts =
        List.of(
            head.toString().getBytes(UTF_8),
            jpeg,
            "\r\n--%s--\r\n".formatted(boundary).getBytes(UTF_8));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  List<byte[]> parts() {
    return parts;
  }
}
