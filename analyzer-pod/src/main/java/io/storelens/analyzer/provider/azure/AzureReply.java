package io.storelens.analyzer.provider.azure;

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

/** Reads what Azure Face answers. */
final class AzureReply {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_MESSAGE = 200;

  /** Contempt has no place of its own; it is the nearest of ours. */
  private static final Map<String, Mood> MOODS =
      Map.of(
          "neutral", Mood.NEUTRAL,
          "happiness", Mood.HAPPINESS,
          "sadness", Mood.SADNESS,
          "anger", Mood.ANGER,
          "fear", Mood.FEAR,
          "disgust", Mood.DISGUST,
          "contempt", Mood.DISGUST,
          "surprise", Mood.SURPRISE);

  private AzureReply() {}

  static List<FoundFace> faces(byte[] body) throws CallFailedException {
    try {
      var faces = new ArrayList<FoundFace>();
      var reply = JSON.readTree(body);
      if (!reply.isArray()) {
        throw new CallFailedException(CallOutcome.UNREADABLE, "the answer is no list of faces");
      }
      for (JsonNode face : reply) {
        faces.add(face(face));
      }
      return faces;
    } catch (IOException e) {
      throw new CallFailedException(CallOutcome.UNREADABLE, "the answer is no JSON");
    }
  }

  static CallFailedException failure(int status, byte[] body, Optional<String> retryAfter) {
    String code = "";
    String message = "";
    try {
      var error = JSON.readTree(body).path("error");
      code = error.path("code").asText();
      message = error.path("message").asText();
    } catch (IOException e) {
      message = "no JSON";
    }
    var outcome = AzureFace.outcome(status, code);
    var words = "HTTP " + status + " " + code + ": " + message;
    return new CallFailedException(
        outcome,
        words.substring(0, Math.min(words.length(), LONGEST_MESSAGE)),
        Transport.retryAfter(retryAfter));
  }

  private static FoundFace face(JsonNode face) throws CallFailedException {
    var box = face.path("faceRectangle");
    var points = face.path("faceLandmarks");
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
            point(points, "pupilLeft"),
            point(points, "pupilRight"),
            point(points, "noseTip"),
            point(points, "mouthLeft"),
            point(points, "mouthRight")),
        told(face.path("faceAttributes")));
  }

  private static Point point(JsonNode points, String name) {
    return new Point(
        points.path(name).path("x").asDouble(), points.path(name).path("y").asDouble());
  }

  private static ToldTraits told(JsonNode attributes) {
    var age = attributes.path("age");
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
        switch (attributes.path("gender").asText()) {
          case "male" -> Optional.of(Gender.MALE);
          case "female" -> Optional.of(Gender.FEMALE);
          default -> Optional.empty();
        },
        OptionalDouble.empty(),
        age.isNumber() ? OptionalDouble.of(age.asDouble()) : OptionalDouble.empty(),
        mood,
        mood.isPresent() ? OptionalDouble.of(most) : OptionalDouble.empty());
  }
}
