package io.storelens.analyzer.photo;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import io.storelens.contract.handover.RefusalReason;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Decodes JPEG with libjpeg-turbo, which scales while it decodes. The file and the pixels lie in
 * direct buffers that are kept: JNA would copy an array there and back for each call.
 */
final class TurboJpegDecoder implements PhotoDecoder {
  private final TurboJpeg library;
  private final Pointer handle;
  private final IntByReference width = new IntByReference();
  private final IntByReference height = new IntByReference();
  private final IntByReference subsampling = new IntByReference();
  private final IntByReference colours = new IntByReference();
  private ByteBuffer file = ByteBuffer.allocateDirect(1 << 20);
  private ByteBuffer decoded = ByteBuffer.allocateDirect(1 << 20);
  private byte[] pixels = new byte[0];

  TurboJpegDecoder(TurboJpeg library) {
    this.library = library;
    this.handle = library.tjInitDecompress();
    if (handle == null) {
      throw new IllegalStateException("libturbojpeg has no memory for a decoder");
    }
  }

  @Override
  public RgbImage decode(EncodedPhoto photo, PhotoHeader header, int reduction)
      throws PhotoRefusedException {
    file = atLeast(file, photo.length());
    file.put(0, photo.bytes(), 0, photo.length());
    var jpeg = Native.getDirectBufferPointer(file);
    var size = new NativeLong(photo.length());
    require(
        library.tjDecompressHeader3(handle, jpeg, size, width, height, subsampling, colours) == 0);
    if (width.getValue() != header.width() || height.getValue() != header.height()) {
      // The limit on pixels was held against the header's word: nothing else may be decoded.
      throw new PhotoRefusedException(
          RefusalReason.UNDECODABLE, "the JPEG file has frames of different sizes");
    }
    int scaledWidth = (header.width() + reduction - 1) / reduction;
    int scaledHeight = (header.height() + reduction - 1) / reduction;
    boolean fourColours = colours.getValue() >= TurboJpeg.COLOURS_CMYK;
    int bytes = scaledWidth * scaledHeight * (fourColours ? 4 : RgbImage.CHANNELS);
    decoded = atLeast(decoded, bytes);
    int answer =
        library.tjDecompress2(
            handle,
            jpeg,
            size,
            Native.getDirectBufferPointer(decoded),
            scaledWidth,
            0,
            scaledHeight,
            fourColours ? TurboJpeg.PIXEL_CMYK : TurboJpeg.PIXEL_RGB,
            TurboJpeg.LIMIT_SCANS);
    require(answer == 0 || library.tjGetErrorCode(handle) != TurboJpeg.ERROR_FATAL);
    if (pixels.length < bytes) {
      pixels = new byte[bytes];
    }
    decoded.get(0, pixels, 0, bytes);
    if (fourColours) {
      toRgb(scaledWidth * scaledHeight, header.adobe());
    }
    return new RgbImage(pixels, scaledWidth, scaledHeight, reduction);
  }

  @Override
  public void forget() {
    Arrays.fill(pixels, (byte) 0);
    clear(file);
    clear(decoded);
  }

  @Override
  public void close() {
    library.tjDestroy(handle);
  }

  private void require(boolean decodable) throws PhotoRefusedException {
    if (!decodable) {
      throw new PhotoRefusedException(
          RefusalReason.UNDECODABLE, "the JPEG decoder says: " + library.tjGetErrorStr2(handle));
    }
  }

  /** Cyan, magenta, yellow and black in place; Adobe's files hold 255 for "no ink". */
  private void toRgb(int count, boolean inverted) {
    int turn = inverted ? 0 : 0xff;
    for (int i = 0, from = 0, to = 0; i < count; i++, from += 4, to += RgbImage.CHANNELS) {
      int light = (pixels[from + 3] & 0xff) ^ turn;
      for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
        pixels[to + channel] =
            (byte) ((((pixels[from + channel] & 0xff) ^ turn) * light + 127) / 255);
      }
    }
  }

  private static void clear(ByteBuffer buffer) {
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, (byte) 0);
    }
  }

  /** Grows by half as much again, so that photos of slowly growing size don't allocate each. */
  private static ByteBuffer atLeast(ByteBuffer buffer, int bytes) {
    return buffer.capacity() >= bytes ? buffer : ByteBuffer.allocateDirect(bytes + bytes / 2);
  }
}
