package io.storelens.contract.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigTest {
  @Test
  void namesEveryBadSettingAtOnce() {
    assertThatThrownBy(
            () ->
                IngestConfig.from(
                    Map.of(
                        "INGEST_FTP_PORT", "70000",
                        "INGEST_PASSIVE_PORTS", "9-3",
                        "INGEST_HANDOVERS", "many")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("INGEST_FTP_PORT='70000' is outside 0 to 65535")
        .hasMessageContaining("INGEST_PASSIVE_PORTS='9-3' is not a range of ports")
        .hasMessageContaining("INGEST_HANDOVERS='many' is not a whole number")
        .hasMessageContaining("INGEST_ANALYZERS is required");
  }

  @Test
  void readsWhatAnIngestNeeds() {
    var config =
        IngestConfig.from(
            Map.of("INGEST_ANALYZERS", "http://a:8080,http://b:8080", "INGEST_DATA_IDLE", "PT3S"));
    assertThat(config.analyzers())
        .containsExactly(URI.create("http://a:8080"), URI.create("http://b:8080"));
    assertThat(config.dataIdle()).hasSeconds(3);
    assertThat(config.passivePorts().size()).isEqualTo(64);
  }

  @Test
  void offersTlsWhereThereIsACertificate() {
    var config =
        IngestConfig.from(
            Map.of(
                "INGEST_ANALYZERS", "http://a:8080",
                "INGEST_TLS_CERTIFICATE", "/tls/tls.crt",
                "INGEST_TLS_KEY", "/tls/tls.key",
                "INGEST_TLS_IMPLICIT_PORT", "990",
                "INGEST_TLS_REQUIRED", "eu-west, us-east"));
    assertThat(config.tls())
        .contains(
            new TlsConfig(
                Path.of("/tls/tls.crt"),
                Path.of("/tls/tls.key"),
                OptionalInt.of(990),
                Set.of("eu-west", "us-east")));
    assertThat(config.tls().orElseThrow().isRequiredIn("eu-west")).isTrue();
    assertThat(config.tls().orElseThrow().isRequiredIn("ap-south")).isFalse();
  }

  @Test
  void requiresACertificateWhereTlsIsAskedFor() {
    assertThatThrownBy(
            () ->
                IngestConfig.from(
                    Map.of("INGEST_ANALYZERS", "http://a:8080", "INGEST_TLS_REQUIRED", "*")))
        .hasMessageContaining("INGEST_TLS_CERTIFICATE is required");
    assertThatThrownBy(
            () ->
                IngestConfig.from(
                    Map.of("INGEST_ANALYZERS", "http://a", "INGEST_TLS_CERTIFICATE", "/tls.crt")))
        .hasMessageContaining("INGEST_TLS_KEY is required");
  }

  @Test
  void readsThePoliciesOfRegions() {
    var config =
        AnalyzerConfig.from(
            Map.of(
                "ANALYZER_REGIONS",
                    "eu-west=200:100:mood, us-east=150:70:no-mood, us-west=200:100:mood:no-minors",
                "DATABASE_URL", "jdbc:postgresql://db/storelens"));
    assertThat(config.regions())
        .containsEntry("eu-west", new RegionPolicy(200, 100, true))
        .containsEntry("us-east", new RegionPolicy(150, 70, false))
        .containsEntry("us-west", new RegionPolicy(200, 100, true, false));
  }

  @Test
  void showsNoSecretInItsText() {
    var config =
        ReportConfig.from(
            Map.of(
                "STORELENS_ADMIN_PASSWORD", "s3cret",
                "DATABASE_URL", "jdbc:postgresql://db/storelens?password=s3cret",
                "DATABASE_PASSWORD", "s3cret"));
    assertThat(config.toString()).doesNotContain("s3cret");
    assertThat(config.database().toString()).doesNotContain("s3cret");
  }

  @Test
  void tellsWhatAccessToReportsNeeds() {
    var database = Map.of("DATABASE_URL", "jdbc:x");
    assertThatThrownBy(() -> ReportConfig.from(database))
        .hasMessageContaining("STORELENS_ADMIN_PASSWORD or REPORT_ACCESS_FILE is required");
    assertThatThrownBy(
            () ->
                ReportConfig.from(
                    Map.of(
                        "DATABASE_URL",
                        "jdbc:x",
                        "REPORT_ACCESS_FILE",
                        "access.yaml",
                        "REPORT_SESSION_SECRET",
                        "sh0rt",
                        "REPORT_OIDC_ISSUER",
                        "http://login.example")))
        .hasMessageContaining("REPORT_SESSION_SECRET must have at least 32 characters")
        .hasMessageContaining("REPORT_OIDC_ISSUER must be an https: URL")
        .hasMessageContaining("REPORT_OIDC_CLIENT_SECRET is required")
        .hasMessageContaining("REPORT_PUBLIC_URL is required")
        .hasMessageNotContaining("sh0rt");
  }

  @Test
  void readsTheAccessItWrote() {
    var access =
        ReportConfig.from(
                Map.of(
                    "DATABASE_URL", "jdbc:x",
                    "REPORT_ACCESS_FILE", "access.yaml",
                    "REPORT_SESSION_SECRET", "s".repeat(32),
                    "REPORT_OIDC_ISSUER", "https://login.example",
                    "REPORT_OIDC_CLIENT_ID", "reports",
                    "REPORT_OIDC_CLIENT_SECRET", "s3cret",
                    "REPORT_PUBLIC_URL", "https://reports.example/"))
            .access();
    var env = new java.util.HashMap<>(access.toEnv());
    env.put("DATABASE_URL", "jdbc:x");

    assertThat(ReportConfig.from(env).access()).isEqualTo(access);
    assertThat(access.oidc().orElseThrow().publicUrl()).isEqualTo("https://reports.example");
    assertThat(access.toString()).doesNotContain("s3cret", "sss");
  }

  @Test
  void givesADatabaseToThePodThatReadsIt() {
    var database =
        DatabaseConfig.from(new Env(Map.of("DATABASE_URL", "jdbc:x", "DATABASE_USER", "u")), 4)
            .as("storelens_reader", 7);
    assertThat(DatabaseConfig.from(new Env(database.toEnv()), 4)).isEqualTo(database);
  }

  @Test
  void whatTheOperatorWritesIsWhatTheIngestReads() {
    var config =
        IngestConfig.from(
            Map.of(
                "INGEST_ANALYZERS", "http://a:8080,http://b:8080",
                "INGEST_FTP_PORT", "21",
                "INGEST_PASSIVE_ADDRESS", "192.0.2.1",
                "INGEST_PASSIVE_PORTS", "30032-30063",
                "INGEST_DRAINING", "true",
                "INGEST_LOGIN_TIME", "PT7S",
                "INGEST_TLS_CERTIFICATE", "/tls/tls.crt",
                "INGEST_TLS_KEY", "/tls/tls.key",
                "INGEST_TLS_IMPLICIT_PORT", "990",
                "INGEST_TLS_REQUIRED", "eu-west,us-east"));
    assertThat(IngestConfig.from(config.toEnv())).isEqualTo(config);
    assertThat(config.draining()).isTrue();
  }

  @Test
  void whatTheOperatorWritesIsWhatTheAnalyzerReads() {
    var config =
        AnalyzerConfig.from(
            Map.of(
                "ANALYZER_REGIONS", "eu-west=200:100:mood,us-east=150:70:no-mood:no-minors",
                "ANALYZER_MODELS", "/models",
                "ANALYZER_WORKERS", "3",
                "DATABASE_URL", "jdbc:postgresql://db/storelens"));
    var env = config.toEnv();
    assertThat(env).doesNotContainKey("DATABASE_URL");
    env.putAll(config.database().toEnv());
    assertThat(AnalyzerConfig.from(env)).isEqualTo(config);
  }
}
