package io.storelens.ingest.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509KeyManager;

/**
 * The server's certificate and key at one moment, and the TLS sessions that were begun with them. A
 * client can resume on a data connection what it began on the control connection, because both come
 * from here.
 */
public final class Certificate {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SSLContext context;
  private final Instant expires;

  private Certificate(SSLContext context, Instant expires) {
    this.context = context;
    this.expires = expires;
  }

  /**
   * Reads PEM files. Keys may be PKCS #8, PKCS #1 (RSA) or SEC 1 (EC).
   *
   * @throws IOException naming the file and what is wrong with it; never with a part of it
   */
  static Certificate read(Vertx vertx, Path certificate, Path key) throws IOException {
    byte[] chain = bytes(certificate);
    var first = first(certificate, chain);
    var managers = keyManagers(vertx, certificate, chain, key);
    try {
      if (!belongs(privateKey(managers, first), first)) {
        throw new IOException(
            "%s is not the key of the first certificate in %s".formatted(key, certificate));
      }
      var context = SSLContext.getInstance("TLS");
      context.init(managers, null, null);
      return new Certificate(context, first.getNotAfter().toInstant());
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "%s and %s cannot be used: %s".formatted(certificate, key, e.getMessage()), e);
    }
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

  private static KeyManager[] keyManagers(Vertx vertx, Path certificate, byte[] chain, Path key)
      throws IOException {
    byte[] secret = bytes(key);
    try {
      return new PemKeyCertOptions()
          .setCertValue(Buffer.buffer(chain))
          .setKeyValue(Buffer.buffer(secret))
          .getKeyManagerFactory(vertx)
          .getKeyManagers();
    } catch (Exception e) {
      // Without the cause: what it says of a key is nobody's business.
      throw new IOException(
          "%s is no PEM file with an RSA or EC key that is not encrypted, or %s has no certificate"
              .formatted(key, certificate));
    }
  }

  private static PrivateKey privateKey(KeyManager[] managers, X509Certificate certificate)
      throws GeneralSecurityException {
    String type = certificate.getPublicKey().getAlgorithm();
    for (KeyManager manager : managers) {
      if (manager instanceof X509KeyManager keys) {
        var alias = keys.chooseServerAlias(type, null, null);
        if (alias != null) {
          return keys.getPrivateKey(alias);
        }
      }
    }
    throw new GeneralSecurityException("no key of type " + type);
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

  /** The server's end of a new TLS connection. Asks no name server, as MINA's filter would. */
  SSLEngine engine() {
    var engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(PROTOCOLS);
    return engine;
  }

  /** When the certificate becomes invalid. */
  Instant expires() {
    return expires;
  }
}
