package io.storelens.standalone.up;

import io.storelens.contract.config.PortRange;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code up}. */
final class UpOptions {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder with Region, Store, Camera and Secret YAML. Default: examples.")
  Path config = home().resolve("examples");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for database, photos that wait, and passwords. Default: .storelens.")
  Path data = home().resolve(".storelens");

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address that FTP and web page listen on; 0.0.0.0 for cameras and browsers of other"
              + " machines. Default: ${DEFAULT-VALUE}, this machine only.")
  String bind;

  @Option(
      names = "--ftp-port",
      paramLabel = "PORT",
      defaultValue = "2121",
      description = "FTP port. Default: ${DEFAULT-VALUE}.")
  int ftpPort;

  @Option(
      names = "--ftps-port",
      paramLabel = "PORT",
      description =
          "Port on which TLS begins at once (implicit FTPS, often 990); a Region's tlsSecret gives"
              + " the certificate. Default: none; TLS is on the FTP port, after AUTH TLS.")
  Optional<Integer> ftpsPort;

  @Option(
      names = "--passive-ports",
      paramLabel = "A-B",
      defaultValue = "30000-30063",
      converter = PortRangeConverter.class,
      description = "Ports of FTP data connections. Default: ${DEFAULT-VALUE}.")
  PortRange passivePorts;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port of web page and API. Default: ${DEFAULT-VALUE}.")
  int httpPort;

  @Option(
      names = "--management-port",
      paramLabel = "PORT",
      description =
          "Port of /health/live, /health/ready and /metrics. Default: 9090, or any free one where"
              + " 9090 is taken.")
  Optional<Integer> managementPort;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "jdbc:postgresql: URL of a PostgreSQL with TimescaleDB, whose user may create extensions"
              + " and roles. Default: an embedded one in the data folder.")
  Optional<String> database;

  @Option(names = "--no-simulator", description = "Start no sample cameras: only real ones upload.")
  boolean noSimulator;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1",
      description = "Photos a second that the sample cameras upload. Default: ${DEFAULT-VALUE}.")
  double rate;

  @Option(
      names = "--sample-history",
      paramLabel = "DAYS",
      converter = SampleDaysConverter.class,
      description =
          "Fill the last DAYS days (1 to 400) of the stores with made-up customers, for trying the"
              + " pages, which say so. In the embedded database only. Default: none.")
  Optional<Integer> sampleHistory;

  /** An address that reaches what is bound to {@link #bind} from this machine. */
  String reachableHost() {
    return bind.equals("0.0.0.0") ? "127.0.0.1" : bind;
  }

  private static Path home() {
    return Path.of(System.getProperty("storelens.home", ""));
  }

  /** Reads a number of days. */
  static final class SampleDaysConverter implements ITypeConverter<Integer> {
    private static final int MOST_DAYS = 400;

    @Override
    public Integer convert(String text) {
      if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MOST_DAYS) {
        throw new TypeConversionException("'" + text + "' is not a number of days from 1 to 400");
      }
      return Integer.valueOf(text);
    }
  }

  /** Reads {@code 30000-30063}. */
  static final class PortRangeConverter implements ITypeConverter<PortRange> {
    @Override
    public PortRange convert(String text) {
      try {
        return PortRange.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' " + e.getMessage());
      }
    }
  }
}
