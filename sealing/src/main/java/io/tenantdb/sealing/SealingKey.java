package io.tenantdb.sealing;

import com.nimbusds.jose.util.Base64URL;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One AES-256 key of a keyring and the id by which sealed strings name it. */
record SealingKey(String id, SecretKey secret) {

  static final int BYTES = 32;
  private static final int RANDOM_ID_BYTES = 3;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  static SealingKey of(String id, byte[] secret) {
    return new SealingKey(id, new SecretKeySpec(secret, "AES"));
  }

  /** A fresh key; its id begins with the day (UTC), so that a person sees how old a key is. */
  static SealingKey generate(Clock clock, SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    byte[] suffix = new byte[RANDOM_ID_BYTES];
    random.nextBytes(suffix);
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return of(day + "-" + HexFormat.of().formatHex(suffix), secret);
  }

  /** The members of this key as a JSON Web Key, in a fixed order. */
  Map<String, Object> toJwk() {
    Map<String, Object> jwk = new TreeMap<>();
    jwk.put("alg", KeyringReader.ALGORITHM);
    jwk.put("k", Base64URL.encode(secret.getEncoded()).toString());
    jwk.put("kid", id);
    jwk.put("kty", "oct");
    jwk.put("use", "enc");
    return jwk;
  }

  @Override
  public String toString() {
    return "SealingKey[" + id + "]";
  }
}
