package io.tenantdb.neonlocal.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** A server's private key and certificate. */
public final class ServerIdentity {

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final X509Certificate authority;

  ServerIdentity(PrivateKey key, X509Certificate certificate, X509Certificate authority) {
    this.key = key;
    this.certificate = certificate;
    this.authority = authority;
  }

  /** Writes both as PEM files, the key readable by its owner only. */
  public void write(Path certificateFile, Path keyFile) throws IOException {
    Pem.write(keyFile, key);
    Pem.write(certificateFile, certificate, authority);
  }

  /** A context for speaking TLS as this server. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new OneKey(key, certificate, authority)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /**
   * What binds a password exchange to a connection with this server: {@code tls-server-end-point}
   * (RFC 5929, section 4.1). Certificates are signed with SHA-256.
   */
  public byte[] endPoint() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
