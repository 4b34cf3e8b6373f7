package io.storelens.analyzer.provider.local;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Sets weights that are almost zero to zero. Training leaves filters that went to sleep with
 * weights of 1e-30 and less; many processors take a hundred times as long to multiply such numbers,
 * below what a float holds in full, and a model may become ten times as slow. What they add to a
 * result is far below a float's last digit.
 *
 * <p>Works on the bytes of an ONNX file, which are a protocol buffer: the fields' numbers are those
 * of onnx.proto.
 */
final class TinyWeights {
  /** Smaller weights are cleared; those that do something are a million million times larger. */
  private static final float TINY = 1e-20f;

  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int TENSOR_DATA_TYPE = 2;
  private static final int TENSOR_FLOAT_DATA = 4;
  private static final int TENSOR_RAW_DATA = 9;
  private static final int TYPE_FLOAT = 1;

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final ByteBuffer bytes;
  private int cleared;

  private TinyWeights(byte[] model) {
    bytes = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Clears the tiny weights of {@code model}, in place.
   *
   * @return how many were cleared
   * @throws IllegalArgumentException if {@code model} is no ONNX file
   */
  static int clear(byte[] model) {
    var weights = new TinyWeights(model);
    try {
      weights.model();
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the file is not in the ONNX format", e);
    }
    return weights.cleared;
  }

  private void model() {
    while (bytes.hasRemaining()) {
      int key = (int) varint();
      if (key == lengthDelimited(MODEL_GRAPH)) {
        graph(endOfField());
      } else {
        skip(key);
      }
    }
  }

  private void graph(int end) {
    while (bytes.position() < end) {
      int key = (int) varint();
      if (key == lengthDelimited(GRAPH_INITIALIZER)) {
        tensor(endOfField());
      } else {
        skip(key);
      }
    }
  }

  private void tensor(int end) {
    boolean floats = false;
    int data = -1;
    int dataEnd = -1;
    while (bytes.position() < end) {
      int key = (int) varint();
      if (key == (TENSOR_DATA_TYPE << 3 | VARINT)) {
        floats = varint() == TYPE_FLOAT;
      } else if (key == lengthDelimited(TENSOR_RAW_DATA)
          || key == lengthDelimited(TENSOR_FLOAT_DATA)) {
        dataEnd = endOfField();
        data = bytes.position();
        bytes.position(dataEnd);
      } else {
        skip(key);
      }
    }
    if (floats && data >= 0) {
      clear(data, dataEnd);
    }
  }

  private void clear(int from, int to) {
    for (int i = from; i + Float.BYTES <= to; i += Float.BYTES) {
      float weight = bytes.getFloat(i);
      if (weight != 0 && Math.abs(weight) < TINY) {
        bytes.putFloat(i, 0);
        cleared++;
      }
    }
  }

  private int endOfField() {
    long end = varint() + bytes.position();
    if (end < bytes.position() || end > bytes.limit()) {
      throw new IllegalArgumentException("a field ends outside the file");
    }
    return (int) end;
  }

  private void skip(int key) {
    switch (key & 7) {
      case VARINT -> varint();
      case FIXED_64 -> bytes.getLong();
      case LENGTH_DELIMITED -> bytes.position(endOfField());
      case FIXED_32 -> bytes.getInt();
      default -> throw new IllegalArgumentException("a field has an unknown type");
    }
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte part = bytes.get();
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number is too long");
  }

  private static int lengthDelimited(int field) {
    return field << 3 | LENGTH_DELIMITED;
  }
}
