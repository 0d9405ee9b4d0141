package io.tenantdb.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes a PostgreSQL data folder ask for TLS and passwords, with a certificate that it signs
 * itself.
 */
final class TlsFiles {

  private TlsFiles() {}

  static void writeInto(Path dataFolder) {
    try {
      KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
      Path key = dataFolder.resolve("server.key");
      Files.writeString(key, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(
          dataFolder.resolve("server.crt"), pem("CERTIFICATE", certificate(keys).getEncoded()));
      // The launcher itself looks in as postgres, without TLS.
      Files.writeString(
          dataFolder.resolve("pg_hba.conf"),
          """
          host    all postgres 127.0.0.1/32 trust
          hostssl all all      127.0.0.1/32 scram-sha-256
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private static X509CertificateHolder certificate(KeyPair keys) throws OperatorCreationException {
    X500Principal name = new X500Principal("CN=localhost");
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            name,
            keys.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), type);
  }
}
