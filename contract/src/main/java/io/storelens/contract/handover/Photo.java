package io.storelens.contract.handover;

import io.storelens.contract.directory.CaptureSource;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the ingest tells an analyzer of a photo: the headers of {@code POST} {@link #PATH}, whose
 * body is the JPEG.
 *
 * <p>Answers: {@code 200} its rows are committed, now or before; {@code 422} it can never be
 * analysed (RFC 9457 problem document, already counted as refused); {@code 503} or {@code 429} with
 * {@code Retry-After} not now. Any other answer, or none, also means: try again.
 *
 * @param id the photo's id
 * @param camera the camera's resource name
 * @param store the store's resource name
 * @param region the region's resource name
 * @param capturedAt when the photo counts, by the camera's capture time policy
 * @param receivedAt when its upload began
 * @param source where {@code capturedAt} was taken from
 * @param cameraTime what the camera's own clock said, where the photo tells it; minus {@code
 *     receivedAt} this is the clock skew
 */
public record Photo(
    PhotoId id,
    String camera,
    String store,
    String region,
    Instant capturedAt,
    Instant receivedAt,
    CaptureSource source,
    Optional<Instant> cameraTime) {
  /** Where analyzers take photos. */
  public static final String PATH = "/v1/photos";

  private static final String ID = "Storelens-Photo-Id";
  private static final String CAMERA = "Storelens-Camera";
  private static final String STORE = "Storelens-Store";
  private static final String REGION = "Storelens-Region";
  private static final String CAPTURED_AT = "Storelens-Captured-At";
  private static final String RECEIVED_AT = "Storelens-Received-At";
  private static final String SOURCE = "Storelens-Capture-Source";
  private static final String CAMERA_TIME = "Storelens-Camera-Time";

  /** The headers that say this, in a fixed order. */
  public Map<String, String> toHeaders() {
    var headers = new LinkedHashMap<String, String>();
    headers.put(ID, id.hex());
    headers.put(CAMERA, camera);
    headers.put(STORE, store);
    headers.put(REGION, region);
    headers.put(CAPTURED_AT, capturedAt.toString());
    headers.put(RECEIVED_AT, receivedAt.toString());
    headers.put(SOURCE, source.name());
    cameraTime.ifPresent(time -> headers.put(CAMERA_TIME, time.toString()));
    return headers;
  }

  /**
   * Reads what {@link #toHeaders} wrote.
   *
   * @param header gives a header's value, or null where there is none
   * @throws IllegalArgumentException naming the header that is missing or unreadable
   */
  public static Photo fromHeaders(Function<String, String> header) {
    return new Photo(
        required(header, ID, PhotoId::new),
        required(header, CAMERA, Function.identity()),
        required(header, STORE, Function.identity()),
        required(header, REGION, Function.identity()),
        required(header, CAPTURED_AT, Instant::parse),
        required(header, RECEIVED_AT, Instant::parse),
        required(header, SOURCE, CaptureSource::valueOf),
        optional(header, CAMERA_TIME, Instant::parse));
  }

  private static <T> T required(
      Function<String, String> header, String name, Function<String, T> parser) {
    return optional(header, name, parser)
        .orElseThrow(() -> new IllegalArgumentException("header " + name + " is missing"));
  }

  private static <T> Optional<T> optional(
      Function<String, String> header, String name, Function<String, T> parser) {
    String text = header.apply(name);
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text.strip()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("header " + name + ": " + e.getMessage(), e);
    }
  }
}
