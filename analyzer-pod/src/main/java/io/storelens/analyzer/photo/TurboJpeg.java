package io.storelens.analyzer.photo;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The TurboJPEG C API of libjpeg-turbo, as of 2.0 and still in 3.x. See turbojpeg.h for the
 * functions; the numbers here are that file's.
 */
@SuppressWarnings("checkstyle:MethodName") // the names are the library's
public interface TurboJpeg extends Library {
  /** TJPF_RGB: three bytes a pixel. */
  int PIXEL_RGB = 0;

  /** TJPF_CMYK: four bytes a pixel. */
  int PIXEL_CMYK = 11;

  /** TJCS_CMYK; the one after it, TJCS_YCCK, has four colours as well. */
  int COLOURS_CMYK = 3;

  /** TJFLAG_LIMITSCANS: fails on a progressive file of more than 500 scans. Ignored before 2.1. */
  int LIMIT_SCANS = 1 << 15;

  /** TJERR_FATAL, against TJERR_WARNING where pixels were decoded all the same. */
  int ERROR_FATAL = 1;

  Pointer tjInitDecompress();

  int tjDecompressHeader3(
      Pointer handle,
      Pointer jpeg,
      NativeLong size,
      IntByReference width,
      IntByReference height,
      IntByReference subsampling,
      IntByReference colours);

  int tjDecompress2(
      Pointer handle,
      Pointer jpeg,
      NativeLong size,
      Pointer target,
      int width,
      int pitch,
      int height,
      int pixelFormat,
      int flags);

  int tjGetErrorCode(Pointer handle);

  String tjGetErrorStr2(Pointer handle);

  int tjDestroy(Pointer handle);

  /**
   * Loads the library.
   *
   * @param file the library's file; empty to look for it where the system keeps libraries
   * @return empty when no file was named and the system has none
   * @throws IllegalArgumentException if the named file can't be loaded
   */
  static Optional<TurboJpeg> load(Optional<Path> file) {
    if (file.isPresent()) {
      try {
        return Optional.of(Native.load(file.get().toAbsolutePath().toString(), TurboJpeg.class));
      } catch (UnsatisfiedLinkError e) {
        throw new IllegalArgumentException(
            file.get() + " can't be loaded: name the file of libturbojpeg (version 2 or newer)", e);
      }
    }
    for (String name : List.of("libturbojpeg.so.0", "turbojpeg")) {
      try {
        return Optional.of(Native.load(name, TurboJpeg.class));
      } catch (UnsatisfiedLinkError absent) {
        // the next name may be there; without any, the JDK decodes
      }
    }
    return Optional.empty();
  }
}
