package io.tenantdb.sealing;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JWK Set (RFC 7517) strictly. The JOSE library would skip keys it can't use, and a keyring
 * from which a key silently fell out is found only when a string can't be opened. Messages quote no
 * value but a well-formed key id: whatever stands in the wrong member may be a secret.
 */
final class KeyringReader {

  static final String ALGORITHM = "A256GCM";
  private static final Set<String> ALGORITHMS = Set.of(ALGORITHM, "dir");

  private KeyringReader() {}

  static List<SealingKey> read(byte[] jwks) {
    List<?> entries = entriesOf(jwks);
    List<SealingKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      SealingKey key = readKey(entries.get(i), "key " + (i + 1));
      if (!ids.add(key.id())) {
        throw new KeyringException(
            "key %d of the keyring has the kid \"%s\" of an earlier key; every key needs its own"
                .formatted(i + 1, key.id()));
      }
      keys.add(key);
    }
    return List.copyOf(keys);
  }

  private static List<?> entriesOf(byte[] jwks) {
    Map<String, Object> document;
    try {
      document = JSONObjectUtils.parse(new String(jwks, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      // Not as the cause: a JSON parser quotes what it stumbles over.
      throw new KeyringException(
          "the keyring is not a JSON object; expected a JWK Set: {\"keys\":[…]}");
    }
    if (!(document.get("keys") instanceof List<?> entries) || entries.isEmpty()) {
      throw new KeyringException(
          "the keyring has no keys; expected a JWK Set: {\"keys\":[…]} with at least one key");
    }
    return entries;
  }

  private static SealingKey readKey(@Nullable Object entry, String position) {
    if (!(entry instanceof Map<?, ?> jwk)) {
      throw new KeyringException(position + " of the keyring is not a JSON object");
    }
    if (!(jwk.get("kid") instanceof String id) || !SealingKey.isId(id)) {
      throw new KeyringException(
          position
              + " of the keyring has no usable kid; expected 1 to 64 letters, digits, '.', '_' or '-'");
    }
    String where = "%s of the keyring (kid \"%s\")".formatted(position, id);
    if (!"oct".equals(jwk.get("kty"))) {
      throw new KeyringException(where + " must have kty \"oct\"");
    }
    requireOneOf(jwk, "use", Set.of("enc"), where);
    requireOneOf(jwk, "alg", ALGORITHMS, where);
    return SealingKey.of(id, secretOf(jwk, where));
  }

  private static byte[] secretOf(Map<?, ?> jwk, String where) {
    if (!(jwk.get("k") instanceof String k)) {
      throw new KeyringException(where + " has no k");
    }
    byte[] secret =
        CanonicalBase64Url.decode(k)
            .orElseThrow(
                () -> new KeyringException(where + ": k is not base64url without padding"));
    if (secret.length != SealingKey.BYTES) {
      throw new KeyringException(
          "%s: k must be %d bytes (AES-256), it is %d"
              .formatted(where, SealingKey.BYTES, secret.length));
    }
    return secret;
  }

  private static void requireOneOf(
      Map<?, ?> jwk, String member, Set<String> allowed, String where) {
    Object value = jwk.get(member);
    if (value != null && !(value instanceof String text && allowed.contains(text))) {
      throw new KeyringException(
          "%s: %s, if given, must be one of %s".formatted(where, member, allowed));
    }
  }
}
