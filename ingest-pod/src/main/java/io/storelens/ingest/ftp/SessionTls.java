package io.storelens.ingest.ftp;

import io.storelens.ingest.tls.Certificate;
import io.storelens.ingest.tls.TlsChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;

/**
 * The TLS of one session: its data connections have the certificate that its control connection
 * began with.
 */
record SessionTls(Certificate certificate, TlsMeters meters) {
  /**
   * Completes the handshake on a data connection.
   *
   * @throws SSLException if it fails
   */
  TlsChannel accept(SocketChannel channel, TlsChannel.Source source) throws SSLException {
    var handshake = meters.data();
    try {
      var tls = TlsChannel.accept(channel, certificate, source);
      handshake.completed();
      return tls;
    } catch (SSLException e) {
      handshake.failed(e.getMessage());
      throw e;
    }
  }
}
