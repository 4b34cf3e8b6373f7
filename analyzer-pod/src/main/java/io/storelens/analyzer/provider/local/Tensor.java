package io.storelens.analyzer.provider.local;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A place outside the Java heap for the input or the output of a model. It holds up to a number of
 * items (crops, images), and is used again for each photo: the runtime reads and writes it without
 * copying.
 */
final class Tensor {
  private final String name;
  private final long[] shape;
  private final FloatBuffer values;

  /**
   * @param name the model's name for it
   * @param items most items
   * @param itemShape dimensions of one item
   */
  Tensor(String name, int items, long... itemShape) {
    this.name = name;
    this.shape = new long[itemShape.length + 1];
    int size = items;
    for (int i = 0; i < itemShape.length; i++) {
      shape[i + 1] = itemShape[i];
      size *= (int) itemShape[i];
    }
    this.values =
        ByteBuffer.allocateDirect(size * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  String name() {
    return name;
  }

  /** The values of all items, one after the other; read and written by index. */
  FloatBuffer values() {
    return values;
  }

  /** Overwrites the values. */
  void forget() {
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, 0);
    }
  }

  /** Floats of one item. */
  int itemSize() {
    return itemSize(shape);
  }

  /** The first {@code items} as the runtime's tensor, to be closed after use. */
  OnnxTensor first(int items) throws OrtException {
    shape[0] = items;
    return view(shape);
  }

  /** The first floats in another shape, to be closed after use. */
  OnnxTensor shaped(long... other) throws OrtException {
    return view(other);
  }

  private OnnxTensor view(long[] dimensions) throws OrtException {
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(),
        values.slice(0, Math.toIntExact(dimensions[0]) * itemSize(dimensions)),
        dimensions);
  }

  private static int itemSize(long[] dimensions) {
    int size = 1;
    for (int i = 1; i < dimensions.length; i++) {
      size *= (int) dimensions[i];
    }
    return size;
  }
}
