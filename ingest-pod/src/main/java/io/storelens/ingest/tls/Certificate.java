package io.storelens.ingest.tls;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.internal.tcnative.SSL;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509KeyManager;

/**
 * The server's certificate and key at one moment, and the TLS sessions that were begun with them. A
 * client can resume on a data connection what it began on the control connection, because both come
 * from here.
 */
public final class Certificate {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final Cleaner CLEANER = Cleaner.create();

  private final SslContext context;
  private final Instant expires;

  private Certificate(SslContext context, Instant expires) {
    this.context = context;
    this.expires = expires;
    // Sessions go on with it when another one is in force: nobody knows who is the last.
    CLEANER.register(this, () -> ReferenceCountUtil.release(context));
  }

  /**
   * Reads PEM files. Keys may be PKCS #8, PKCS #1 (RSA) or SEC 1 (EC).
   *
   * @throws IOException naming the file and what is wrong with it; never with a part of it
   */
  static Certificate read(Vertx vertx, Path certificate, Path key) throws IOException {
    byte[] chain = bytes(certificate);
    var first = first(certificate, chain);
    var keys = keys(vertx, certificate, chain, key);
    try {
      var alias = keys.chooseServerAlias(first.getPublicKey().getAlgorithm(), null, null);
      if (alias == null || !belongs(keys.getPrivateKey(alias), first)) {
        throw new IOException(
            "%s is not the key of the first certificate in %s".formatted(key, certificate));
      }
      var context = context(keys.getPrivateKey(alias), keys.getCertificateChain(alias));
      return new Certificate(context, first.getNotAfter().toInstant());
    } catch (GeneralSecurityException | SSLException e) {
      throw new IOException(
          "%s and %s cannot be used: %s".formatted(certificate, key, e.getMessage()), e);
    }
  }

  private static SslContext context(PrivateKey key, X509Certificate[] chain) throws IOException {
    if (!OpenSsl.isAvailable()) {
      throw new IOException(
          "the TLS library cannot be loaded (%s): it is for Linux, and java.io.tmpdir must be writable"
              .formatted(OpenSsl.unavailabilityCause().getMessage()));
    }
    return SslContextBuilder.forServer(key, chain)
        .sslProvider(SslProvider.OPENSSL_REFCNT)
        .protocols(PROTOCOLS)
        // Old cameras know no others than those that browsers have left behind.
        .ciphers(OpenSsl.availableOpenSslCipherSuites(), SupportedCipherSuiteFilter.INSTANCE)
        // Signing takes a tenth of a millisecond: not worth another thread.
        .option(OpenSslContextOption.USE_TASKS, false)
        .build();
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static X509Certificate first(Path file, byte[] chain) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(chain));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no certificate in PEM", e);
    }
  }

  private static X509KeyManager keys(Vertx vertx, Path certificate, byte[] chain, Path key)
      throws IOException {
    byte[] secret = bytes(key);
    try {
      for (KeyManager manager :
          new PemKeyCertOptions()
              .setCertValue(Buffer.buffer(chain))
              .setKeyValue(Buffer.buffer(secret))
              .getKeyManagerFactory(vertx)
              .getKeyManagers()) {
        if (manager instanceof X509KeyManager keys) {
          return keys;
        }
      }
      throw new IllegalStateException("PEM files make a manager of X.509 keys");
    } catch (Exception e) {
      // Without the cause: what it says of a key is nobody's business.
      throw new IOException(
          "%s is no PEM file with an RSA or EC key that is not encrypted, or %s has no certificate"
              .formatted(key, certificate));
    }
  }

  /** Two files that are written one after the other do not fit for a moment. */
  private static boolean belongs(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    var algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    byte[] text = {1, 2, 3};
    var signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(text);
    return signature.verify(signed);
  }

  /**
   * The server's end of a new TLS connection, which its owner releases. It takes and offers session
   * tickets: the library makes their keys, and new ones every other day.
   */
  ReferenceCountedOpenSslEngine engine() {
    var engine = (ReferenceCountedOpenSslEngine) context.newEngine(PooledByteBufAllocator.DEFAULT);
    SSL.clearOptions(engine.sslPointer(), SSL.SSL_OP_NO_TICKET);
    return engine;
  }

  /** When the certificate becomes invalid. */
  Instant expires() {
    return expires;
  }
}
