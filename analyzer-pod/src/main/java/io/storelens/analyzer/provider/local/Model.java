package io.storelens.analyzer.provider.local;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.storelens.analyzer.provider.ProviderException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One ONNX model. Any number of threads may run it at once; each computes on the calling thread
 * alone, so that a worker a core keeps all cores busy without waking each other.
 */
final class Model implements AutoCloseable {
  private final String file;
  private final OrtSession session;

  private Model(String file, OrtSession session) {
    this.file = file;
    this.session = session;
  }

  /**
   * Loads a model, and clears its tiny weights in {@code content}.
   *
   * @throws IllegalArgumentException if {@code content} is no model
   */
  static Model of(String file, byte[] content) {
    clearTinyWeights(file, content);
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return new Model(file, OrtEnvironment.getEnvironment().createSession(content, options));
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          file + " is not a model that can be run: " + e.getMessage(), e);
    }
  }

  private static void clearTinyWeights(String file, byte[] content) {
    try {
      TinyWeights.clear(content);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " is no model: " + e.getMessage(), e);
    }
  }

  /** Runs the first {@code items} of {@code input} into the first items of {@code outputs}. */
  void run(int items, Tensor input, List<Tensor> outputs) {
    var pinned = new HashMap<String, OnnxTensor>();
    try (var in = input.first(items)) {
      for (Tensor output : outputs) {
        pinned.put(output.name(), output.first(items));
      }
      run(Map.of(input.name(), in), pinned);
    } catch (OrtException e) {
      throw new ProviderException(file + " failed: " + e.getMessage(), e);
    } finally {
      pinned.values().forEach(OnnxTensor::close);
    }
  }

  /** Runs {@code input} into {@code outputs}, which have the shapes that come out. */
  void run(Map<String, OnnxTensor> input, Map<String, OnnxTensor> outputs) {
    try {
      session.run(input, Set.of(), outputs).close();
    } catch (OrtException e) {
      throw new ProviderException(file + " failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ProviderException(file + " can't be closed: " + e.getMessage(), e);
    }
  }
}
