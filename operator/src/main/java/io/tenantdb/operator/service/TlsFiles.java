package io.tenantdb.operator.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** A mounted Secret of type {@code kubernetes.io/tls}. */
final class TlsFiles {
  static final String CERTIFICATE = "tls.crt";
  static final String KEY = "tls.key";

  private TlsFiles() {}

  /** A key, and the certificate of it with those that vouch for it. */
  record Pair(PrivateKey key, List<X509Certificate> chain) {
    Pair {
      chain = List.copyOf(chain);
    }

    @Override
    public String toString() {
      return "Pair[key of " + chain.getFirst().getSubjectX500Principal() + "]";
    }
  }

  static Pair read(Path folder) throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = chain(folder.resolve(CERTIFICATE));
    PrivateKey key = key(folder.resolve(KEY));
    if (!belongTogether(key, chain.getFirst().getPublicKey())) {
      throw new KeyException("%s and %s do not belong together".formatted(KEY, CERTIFICATE));
    }
    return new Pair(key, chain);
  }

  /** While a Secret is replaced, one file may be the new one already. */
  private static boolean belongTogether(PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
      return false;
    }
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    byte[] words = KEY.getBytes(StandardCharsets.US_ASCII);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(words);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(words);
    return signature.verify(signed);
  }

  private static List<X509Certificate> chain(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw new KeyException(file + " holds no certificate in PEM");
      }
      return chain;
    }
  }

  private static PrivateKey key(Path file) throws IOException, KeyException {
    try (Reader in = Files.newBufferedReader(file);
        PEMParser pem = new PEMParser(in)) {
      var converter = new JcaPEMKeyConverter();
      // A key of an elliptic curve may be preceded by its parameters.
      for (Object part = pem.readObject(); part != null; part = pem.readObject()) {
        if (part instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
        if (part instanceof PrivateKeyInfo info) {
          return converter.getPrivateKey(info);
        }
      }
      throw new KeyException(file + " holds no private key in PEM without a password");
    }
  }
}
