package io.storelens.analyzer.provider.facepp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.FacePoints;
import io.storelens.analyzer.provider.FacePoints.Point;
import io.storelens.analyzer.provider.FoundFace;
import io.storelens.analyzer.provider.ToldTraits;
import io.storelens.analyzer.provider.remote.CallFailedException;
import io.storelens.analyzer.provider.remote.CallOutcome;
import io.storelens.analyzer.provider.remote.Transport;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what Face++ answers. */
final class FaceppReply {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_WORD = 80;

  private static final Map<String, Mood> MOODS =
      Map.of(
          "neutral", Mood.NEUTRAL,
          "happiness", Mood.HAPPINESS,
          "sadness", Mood.SADNESS,
          "anger", Mood.ANGER,
          "fear", Mood.FEAR,
          "disgust", Mood.DISGUST,
          "surprise", Mood.SURPRISE);

  private FaceppReply() {}

  static List<FoundFace> faces(byte[] body) throws CallFailedException {
    try {
      var faces = new ArrayList<FoundFace>();
      var list = JSON.readTree(body).path("faces");
      if (!list.isArray()) {
        throw new CallFailedException(CallOutcome.UNREADABLE, "the answer has no list of faces");
      }
      for (JsonNode face : list) {
        faces.add(face(face));
      }
      return faces;
    } catch (IOException e) {
      throw new CallFailedException(CallOutcome.UNREADABLE, "the answer is no JSON");
    }
  }

  /** 413 is plain text, not JSON. Only the word of the error is repeated, not what follows it. */
  static CallFailedException failure(int status, byte[] body, Optional<String> retryAfter) {
    String word = "";
    try {
      word = JSON.readTree(body).path("error_message").asText().split("[: ]", 2)[0];
    } catch (IOException e) {
      word = "no JSON";
    }
    return new CallFailedException(
        outcome(status, word),
        "HTTP " + status + " " + word.substring(0, Math.min(word.length(), LONGEST_WORD)),
        Transport.retryAfter(retryAfter));
  }

  private static CallOutcome outcome(int status, String word) {
    return switch (word) {
      case "IMAGE_ERROR_UNSUPPORTED_FORMAT" -> CallOutcome.INVALID_IMAGE;
      case "INVALID_IMAGE_SIZE", "IMAGE_FILE_TOO_LARGE" -> CallOutcome.INVALID_SIZE;
      case "CONCURRENCY_LIMIT_EXCEEDED" -> CallOutcome.RATE_LIMITED;
      case "INSUFFICIENT_PERMISSION" -> CallOutcome.UNSUPPORTED;
      case "IMAGE_DOWNLOAD_TIMEOUT" -> CallOutcome.TIMEOUT;
      default ->
          switch (status) {
            case 401 -> CallOutcome.UNAUTHORIZED;
            case 403 -> CallOutcome.FORBIDDEN;
            case 404 -> CallOutcome.NOT_FOUND;
            case 408 -> CallOutcome.TIMEOUT;
            case 413 -> CallOutcome.INVALID_SIZE;
            case 429 -> CallOutcome.RATE_LIMITED;
            default -> status >= 500 ? CallOutcome.SERVER_ERROR : CallOutcome.BAD_REQUEST;
          };
    };
  }

  private static FoundFace face(JsonNode face) throws CallFailedException {
    var box = face.path("face_rectangle");
    var points = face.path("landmark");
    if (!box.isObject() || !points.isObject()) {
      throw new CallFailedException(
          CallOutcome.UNREADABLE, "a face of the answer has no place or no landmarks");
    }
    return new FoundFace(
        new FaceBox(
            box.path("left").asDouble(),
            box.path("top").asDouble(),
            box.path("width").asDouble(),
            box.path("height").asDouble()),
        new FacePoints(
            point(points, "left_eye_center"),
            point(points, "right_eye_center"),
            point(points, "nose_tip"),
            point(points, "mouth_left_corner"),
            point(points, "mouth_right_corner")),
        told(face.path("attributes")));
  }

  private static Point point(JsonNode points, String name) {
    return new Point(
        points.path(name).path("x").asDouble(), points.path(name).path("y").asDouble());
  }

  private static ToldTraits told(JsonNode attributes) {
    var age = attributes.path("age").path("value");
    Optional<Mood> mood = Optional.empty();
    double most = -1;
    for (Map.Entry<String, JsonNode> entry : attributes.path("emotion").properties()) {
      var known = MOODS.get(entry.getKey());
      if (known != null && entry.getValue().asDouble() > most) {
        most = entry.getValue().asDouble();
        mood = Optional.of(known);
      }
    }
    return new ToldTraits(
        switch (attributes.path("gender").path("value").asText()) {
          case "Male" -> Optional.of(Gender.MALE);
          case "Female" -> Optional.of(Gender.FEMALE);
          default -> Optional.empty();
        },
        OptionalDouble.empty(),
        age.isNumber() ? OptionalDouble.of(age.asDouble()) : OptionalDouble.empty(),
        mood,
        // Shares of a hundred.
        mood.isPresent() ? OptionalDouble.of(most / 100) : OptionalDouble.empty());
  }
}
