package io.tenantdb.neonlocal.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * neon-local's own certificate authority. Clients that verify servers trust its file {@code
 * ca.crt}. All keys are ECDSA P-256: channel binding needs a certificate signed with a hash, which
 * Ed25519 has not.
 */
public final class CertificateAuthority {

  private static final X500Name NAME = new X500Name("CN=neon-local CA");
  private static final Duration VALIDITY = Duration.ofDays(3650);
  private static final Pattern IPV4 = Pattern.compile("[0-9.]+");

  private final Path certificateFile;
  private final X509Certificate certificate;
  private final PrivateKey key;
  private final Clock clock;

  private CertificateAuthority(
      Path certificateFile, X509Certificate certificate, PrivateKey key, Clock clock) {
    this.certificateFile = certificateFile;
    this.certificate = certificate;
    this.key = key;
    this.clock = clock;
  }

  /** The authority whose files are in {@code folder}; made there the first time. */
  public static CertificateAuthority in(Path folder, Clock clock) throws IOException {
    Path certificateFile = folder.resolve("ca.crt");
    Path keyFile = folder.resolve("ca.key");
    if (!Files.exists(certificateFile)) {
      Files.createDirectories(folder);
      KeyPair pair = keyPair();
      X509Certificate own = sign(NAME, pair, pair.getPrivate(), List.of(), true, clock);
      Pem.write(keyFile, pair.getPrivate());
      Pem.write(certificateFile, own);
    }
    return new CertificateAuthority(
        certificateFile, Pem.readCertificate(certificateFile), Pem.readKey(keyFile), clock);
  }

  /** The file clients give as {@code sslrootcert}. */
  public Path certificateFile() {
    return certificateFile;
  }

  /** A fresh key and certificate for a server with these host names or IPv4 addresses. */
  public ServerIdentity issue(List<String> hosts) {
    KeyPair pair = keyPair();
    X500Name subject = new X500Name("CN=" + hosts.getFirst());
    X509Certificate issued = sign(subject, pair, key, hosts, false, clock);
    return new ServerIdentity(pair.getPrivate(), issued, certificate);
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  private static X509Certificate sign(
      X500Name subject,
      KeyPair pair,
      PrivateKey signer,
      List<String> hosts,
      boolean isAuthority,
      Clock clock) {
    Instant now = clock.instant();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              NAME,
              new BigInteger(127, new SecureRandom()),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(VALIDITY)),
              subject,
              pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
      if (!hosts.isEmpty()) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("cannot make a certificate for " + subject, e);
    }
  }

  private static GeneralNames names(List<String> hosts) {
    return new GeneralNames(
        hosts.stream().map(CertificateAuthority::name).toArray(GeneralName[]::new));
  }

  private static GeneralName name(String host) {
    int kind = IPV4.matcher(host).matches() ? GeneralName.iPAddress : GeneralName.dNSName;
    return new GeneralName(kind, host);
  }
}
