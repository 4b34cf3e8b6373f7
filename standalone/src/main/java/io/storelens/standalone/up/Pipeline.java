package io.storelens.standalone.up;

import io.storelens.analyzer.AnalyzerPod;
import io.storelens.contract.config.AnalyzerConfig;
import io.storelens.contract.config.IngestConfig;
import io.storelens.contract.config.ReportConfig;
import io.storelens.ingest.IngestPod;
import io.storelens.podkit.Pod;
import io.storelens.podkit.PodContext;
import io.storelens.report.ReportPod;
import io.storelens.standalone.resource.Chain;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;

/**
 * The pods of one pipeline, with the settings that the operator would give them. Each is made when
 * its turn comes: the ingest needs the analyzer's port, all need the database.
 */
final class Pipeline {
  /** The hand-over, health and metrics stay on this machine. */
  static final String LOOPBACK = "127.0.0.1";

  /** As many photos wait at the analyzer as the ingest hands over at once: none is sent in vain. */
  private static final int HANDOVERS = 16;

  private static final int WRITERS = 3;
  private static final int READERS = 4;

  private final UpOptions options;
  private final Chain chain;
  private final PodContext context;
  private final DatabasePart database;
  private final AdminPassword admin;
  private final Optional<Path> jpegLibrary;
  private AnalyzerPod analyzer;

  Pipeline(
      UpOptions options,
      Chain chain,
      PodContext context,
      DatabasePart database,
      AdminPassword admin,
      Optional<Path> jpegLibrary) {
    this.options = options;
    this.chain = chain;
    this.context = context;
    this.database = database;
    this.admin = admin;
    this.jpegLibrary = jpegLibrary;
  }

  Pod analyzer() {
    return new LatePart(
        "analyzer",
        () -> {
          var env = new HashMap<>(database.owner().as("storelens_writer", WRITERS).toEnv());
          env.put("ANALYZER_HTTP_HOST", LOOPBACK);
          env.put("ANALYZER_HTTP_PORT", "0");
          env.put("ANALYZER_QUEUE", Integer.toString(HANDOVERS));
          env.putAll(AnalyzerSettings.environment(chain));
          jpegLibrary.ifPresent(file -> env.put("ANALYZER_TURBOJPEG", file.toString()));
          analyzer = new AnalyzerPod(AnalyzerConfig.from(env), context);
          return analyzer;
        });
  }

  Pod ingest() {
    return new LatePart(
        "ingest",
        () -> {
          var tls = new TlsSettings(chain, options.ftpsPort);
          var env = new HashMap<>(tls.environment(options.data.resolve("tls")));
          env.put("INGEST_FTP_HOST", options.bind);
          env.put("INGEST_FTP_PORT", Integer.toString(options.ftpPort));
          env.put("INGEST_PASSIVE_PORTS", options.passivePorts.toString());
          env.put("INGEST_CAMERAS", cameras(options.data).toString());
          env.put("INGEST_SPOOL", options.data.resolve("spool").toString());
          env.put("INGEST_ANALYZERS", "http://" + LOOPBACK + ":" + analyzer.port());
          env.put("INGEST_HANDOVERS", Integer.toString(HANDOVERS));
          return new IngestPod(IngestConfig.from(env), context);
        });
  }

  Pod report() {
    return new LatePart(
        "report",
        () -> {
          var env = new HashMap<>(database.owner().as("storelens_report", READERS).toEnv());
          // Users, roles and identity provider, as docs/access.md has them.
          System.getenv()
              .forEach(
                  (key, value) -> {
                    if (key.startsWith("REPORT_")) {
                      env.put(key, value);
                    }
                  });
          env.put("REPORT_HTTP_HOST", options.bind);
          env.put("REPORT_HTTP_PORT", Integer.toString(options.httpPort));
          env.put("STORELENS_ADMIN_PASSWORD", admin.text());
          return new ReportPod(ReportConfig.from(env), context);
        });
  }

  /** Where the camera directory is, below the data folder. */
  static Path cameras(Path data) {
    return data.resolve("cameras");
  }
}
