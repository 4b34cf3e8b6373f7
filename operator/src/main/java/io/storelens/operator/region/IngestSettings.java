package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.Quantity;
import io.storelens.contract.config.IngestConfig;
import io.storelens.contract.config.IngestLimits;
import io.storelens.contract.config.ListenAddress;
import io.storelens.contract.config.PortRange;
import io.storelens.contract.config.TlsConfig;
import io.storelens.crds.region.Region;
import io.storelens.crds.region.Service;
import io.storelens.crds.region.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The settings of one FTP server of a region. */
final class IngestSettings {
  static final int FTP_PORT = 2121;
  static final String CAMERAS = "/etc/storelens/cameras";
  static final String TLS = "/etc/storelens/tls";
  static final String SPOOL = "/var/lib/storelens/spool";

  private static final long USUAL_FREE_BYTES = 512L << 20;
  private static final int MAX_SESSIONS = 2000;
  private static final long MAX_PHOTO_BYTES = 20L << 20;
  private static final int HANDOVERS = 32;

  private IngestSettings() {}

  /**
   * @param passiveAddress what {@code PASV} answers with; empty while it is not known
   * @param draining whether it only hands over what it has
   */
  static IngestConfig of(
      Region region, int replica, Optional<String> passiveAddress, boolean draining) {
    var ingest = region.getSpec().ingest();
    return new IngestConfig(
        new ListenAddress("0.0.0.0", FTP_PORT),
        passivePorts(region, replica),
        passiveAddress,
        // A load balancer shows the two connections of a camera under the addresses of two nodes.
        ingest.service().address() == Service.Address.PER_REPLICA,
        false,
        draining,
        Path.of(CAMERAS),
        Path.of(SPOOL),
        List.of(
            URI.create(
                "http://" + RegionParts.analyzer(region) + ":" + AnalyzerDeployment.HTTP_PORT)),
        MAX_SESSIONS,
        MAX_PHOTO_BYTES,
        minFreeBytes(ingest.storage().size()),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        HANDOVERS,
        IngestLimits.DEFAULT,
        // One that drains talks to no camera, and its certificate may be gone with the region.
        draining ? Optional.empty() : tls(region));
  }

  /** The ports of {@code replica}; no other replica of the region has them. */
  static PortRange passivePorts(Region region, int replica) {
    var ingest = region.getSpec().ingest();
    int first = ingest.firstPassivePortOf(replica);
    return new PortRange(first, first + ingest.passivePortsPerReplica() - 1);
  }

  /** On a small disk, a tenth of it. */
  private static long minFreeBytes(String size) {
    long tenth = Quantity.getAmountInBytes(new Quantity(size)).longValue() / 10;
    return Math.min(USUAL_FREE_BYTES, tenth);
  }

  private static Optional<TlsConfig> tls(Region region) {
    var ingest = region.getSpec().ingest();
    return Optional.ofNullable(ingest.tlsSecret())
        .map(
            secret ->
                new TlsConfig(
                    Path.of(TLS, "tls.crt"),
                    Path.of(TLS, "tls.key"),
                    OptionalInt.empty(),
                    ingest.tls() == Tls.REQUIRED
                        ? Set.of(region.getMetadata().getName())
                        : Set.of()));
  }
}
