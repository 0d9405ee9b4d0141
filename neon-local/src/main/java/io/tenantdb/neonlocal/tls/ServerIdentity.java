package io.tenantdb.neonlocal.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
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
    char[] none = new char[0];
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry("server", key, none, new Certificate[] {certificate, authority});
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, none);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java has PKCS#12 and TLS", e);
    }
  }
}
