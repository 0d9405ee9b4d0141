package io.tenantdb.neonlocal.postgres;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server needs to know of a password for SCRAM-SHA-256 (RFC 5802, RFC 7677). Passwords must
 * be ASCII, as the generated ones are.
 */
public final class ScramKeys {

  private static final int ITERATIONS = 4096;
  private static final int SALT_BYTES = 16;
  private static final Pattern VERIFIER =
      Pattern.compile("SCRAM-SHA-256\\$(\\d{1,9}):([^$]+)\\$([^:]+):(.+)");

  private final int iterations;
  private final String salt;
  private final byte[] storedKey;
  private final byte[] serverKey;

  private ScramKeys(int iterations, String salt, byte[] storedKey, byte[] serverKey) {
    this.iterations = iterations;
    this.salt = salt;
    this.storedKey = storedKey;
    this.serverKey = serverKey;
  }

  /** How often the password is hashed. */
  public int iterations() {
    return iterations;
  }

  /** What is hashed with it, in base64. */
  public String salt() {
    return salt;
  }

  /** Of a password, with a fresh salt. */
  public static ScramKeys of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    byte[] salted = saltedPassword(password, salt);
    return new ScramKeys(
        ITERATIONS,
        Base64.getEncoder().encodeToString(salt),
        sha256(hmac(salted, "Client Key")),
        hmac(salted, "Server Key"));
  }

  /** Out of what PostgreSQL stores (RFC 5803); empty when it is something else. */
  public static Optional<ScramKeys> parse(String verifier) {
    Matcher parts = VERIFIER.matcher(verifier);
    Base64.Decoder base64 = Base64.getDecoder();
    return parts.matches()
        ? Optional.of(
            new ScramKeys(
                Integer.parseInt(parts.group(1)),
                parts.group(2),
                base64.decode(parts.group(3)),
                base64.decode(parts.group(4))))
        : Optional.empty();
  }

  /** As PostgreSQL stores it. */
  String verifier() {
    Base64.Encoder base64 = Base64.getEncoder();
    return "SCRAM-SHA-256$%d:%s$%s:%s"
        .formatted(
            iterations, salt, base64.encodeToString(storedKey), base64.encodeToString(serverKey));
  }

  /** Whether the proof in a client's last message is one of who knows the password. */
  public boolean isProved(byte[] proof, String authMessage) {
    byte[] signature = hmac(storedKey, authMessage);
    if (proof.length != signature.length) {
      return false;
    }
    byte[] clientKey = new byte[proof.length];
    for (int i = 0; i < proof.length; i++) {
      clientKey[i] = (byte) (proof[i] ^ signature[i]);
    }
    return MessageDigest.isEqual(sha256(clientKey), storedKey);
  }

  /** What proves to the client that the server knows these keys. */
  public byte[] serverSignature(String authMessage) {
    return hmac(serverKey, authMessage);
  }

  private static byte[] saltedPassword(String password, byte[] salt) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 256);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ScramKeys";
  }
}
