package io.tenantdb.sandbox.kubernetes;

import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a cluster keeps secret: the key that signs the tokens of service accounts, and the
 * administrator's token. Made at the first start in a folder and kept there.
 */
record ClusterSecrets(Path serviceAccountKey, Path tokenFile, String adminToken) {

  static ClusterSecrets in(Path folder) {
    Path key = folder.resolve("service-account.key");
    PrivateFile.readOrWrite(key, ClusterSecrets::newKey);
    Path tokens = folder.resolve("tokens.csv");
    String line = PrivateFile.readOrWrite(tokens, ClusterSecrets::newTokenLine);
    return new ClusterSecrets(key, tokens, line.substring(0, line.indexOf(',')));
  }

  private static String newTokenLine() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random) + ",admin,admin,system:masters\n";
  }

  private static String newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
          .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has RSA.", e);
    }
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "ClusterSecrets[" + serviceAccountKey.getParent() + "]";
  }
}
