package io.storelens.standalone.simulate;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where an FTP server listens.
 *
 * @param host its name or address
 * @param port 1 to 65535
 */
record FtpAddress(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s]+)(?::(\\d{1,5}))?");
  private static final int FTP = 21;

  /**
   * Reads {@code HOST[:PORT]}; an IPv6 address stands in brackets.
   *
   * @throws TypeConversionException if it is neither
   */
  static FtpAddress parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new TypeConversionException("'" + text + "' is not HOST or HOST:PORT");
    }
    int port = parts.group(2) == null ? FTP : Integer.parseInt(parts.group(2));
    if (port < 1 || port > 65_535) {
      throw new TypeConversionException("port " + port + " is not from 1 to 65535");
    }
    return new FtpAddress(parts.group(1).replaceAll("[\\[\\]]", ""), port);
  }

  /** Reads an option of the command line. */
  static final class Converter implements ITypeConverter<FtpAddress> {
    @Override
    public FtpAddress convert(String text) {
      return parse(text);
    }
  }
}
