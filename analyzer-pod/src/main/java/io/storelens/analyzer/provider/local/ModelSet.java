package io.storelens.analyzer.provider.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The six models, loaded once and used by all workers. Where they come from: models/NOTICE.md. */
final class ModelSet implements AutoCloseable {
  private static final String RESOURCES = "/models/";
  private static final int SUM_BYTES = 4;

  private final Optional<Path> folder;
  private final MessageDigest digest = sha256();
  private final byte[] sum;
  private final List<Model> loaded = new ArrayList<>();

  final Model detector;
  final Model cydralAge;
  final Model cydralGender;
  final Model faceApiAgeGender;
  final Model faceApiExpression;
  final Model ferExpression;

  /**
   * Loads the models.
   *
   * @param folder holds the files under the built-in set's names; empty for the built-in set
   * @throws IllegalArgumentException naming the file that is missing or no model
   */
  ModelSet(Optional<Path> folder) {
    this.folder = folder;
    try {
      detector = load("face_detection_yunet_2023mar_dyn.onnx");
      cydralAge = load("cydral_age_v1.onnx");
      cydralGender = load("cydral_gender_v1.onnx");
      faceApiAgeGender = load("faceapi_age_gender.onnx");
      faceApiExpression = load("faceapi_expression.onnx");
      ferExpression = load("fer_mini_xception.onnx");
      sum = digest.digest();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Names the files by their content: the beginning of a SHA-256 over all of them. */
  String sum() {
    return HexFormat.of().formatHex(sum, 0, SUM_BYTES);
  }

  @Override
  public void close() {
    loaded.forEach(Model::close);
    loaded.clear();
  }

  private Model load(String file) {
    try {
      byte[] content = content(file);
      digest.update(content);
      var model = Model.of(file, content);
      loaded.add(model);
      return model;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "model " + file + " can't be read: " + e.getMessage() + "; name a folder that holds it",
          e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private byte[] content(String file) throws IOException {
    if (folder.isPresent()) {
      return Files.readAllBytes(folder.get().resolve(file));
    }
    try (var stream = ModelSet.class.getResourceAsStream(RESOURCES + file)) {
      if (stream == null) {
        throw new IOException("it is missing in the program");
      }
      return stream.readAllBytes();
    }
  }
}
