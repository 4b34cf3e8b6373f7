package io.storelens.ingest.spool;

import java.nio.ByteBuffer;

/**
 * Watches a file go by and tells whether it begins and ends like a JPEG: start of image FF D8, end
 * of image FF D9 (ITU-T T.81, B.1.1.3). Zero bytes and white space after the end are let pass, as
 * some cameras fill up their last block. In FTP's stream mode this is the only sign that an upload
 * is whole: a cut connection looks like the end of the file.
 */
public final class JpegEnds {
  private long seen;
  private int first = -1;
  private int second = -1;
  private int last = -1;
  private int end = -1;
  private int beforeEnd = -1;

  /** Takes note of the bytes between {@code bytes}' position and limit, which stay as they are. */
  public void follow(ByteBuffer bytes) {
    int from = bytes.position();
    int to = bytes.limit();
    if (from == to) {
      return;
    }
    if (second < 0) {
      begin(bytes, from, to);
    }
    int at = to - 1;
    while (at >= from && isPadding(bytes.get(at))) {
      at--;
    }
    if (at >= from) {
      end = bytes.get(at) & 0xFF;
      beforeEnd = at > from ? bytes.get(at - 1) & 0xFF : last;
    }
    last = bytes.get(to - 1) & 0xFF;
    seen += to - from;
  }

  /** Whether what came so far can still become a JPEG. True before the second byte. */
  public boolean beginsLikeJpeg() {
    return (first < 0 || first == 0xFF) && (second < 0 || second == 0xD8);
  }

  /** Whether what came so far is a whole file by its ends. */
  public boolean isWhole() {
    return seen >= 4 && beginsLikeJpeg() && beforeEnd == 0xFF && end == 0xD9;
  }

  private void begin(ByteBuffer bytes, int from, int to) {
    int at = from;
    if (first < 0) {
      first = bytes.get(at++) & 0xFF;
    }
    if (at < to) {
      second = bytes.get(at) & 0xFF;
    }
  }

  private static boolean isPadding(byte value) {
    return value == 0 || value == ' ' || value == '\t' || value == '\r' || value == '\n';
  }
}
