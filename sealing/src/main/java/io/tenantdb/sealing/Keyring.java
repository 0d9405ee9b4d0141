package io.tenantdb.sealing;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that seal and open connection strings: the first is the newest and seals, all of them
 * open. Keys rotate by putting a new one in front ({@link #withNewKey}) and dropping the last once
 * nothing is sealed with it any more. Immutable; {@link #toString} shows key ids only.
 */
public final class Keyring {

  private final List<SealingKey> keys;

  private Keyring(List<SealingKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads a JWK Set (RFC 7517, section 5) of symmetric keys: {@code kty} "oct", {@code k} of 32
   * bytes, a {@code kid} of its own for each.
   *
   * @throws KeyringException if the set is empty or anything in it is not such a key
   */
  public static Keyring parse(byte[] jwks) {
    return new Keyring(KeyringReader.read(jwks));
  }

  /** A keyring with one fresh key. The clock dates its id. */
  public static Keyring generate(Clock clock) {
    return new Keyring(List.of(SealingKey.generate(clock, new SecureRandom())));
  }

  /** This keyring with a fresh key in front, which seals from now on. The clock dates its id. */
  public Keyring withNewKey(Clock clock) {
    return new Keyring(
        Stream.concat(Stream.of(SealingKey.generate(clock, new SecureRandom())), keys.stream())
            .toList());
  }

  /** The ids of all keys, the newest first. */
  public List<String> keyIds() {
    return keys.stream().map(SealingKey::id).toList();
  }

  /** The id of the key that seals. */
  public String sealingKeyId() {
    return newest().id();
  }

  /**
   * This keyring as a JWK Set on one line. The text holds the keys: it belongs in a Secret and
   * nowhere else.
   */
  public String toJwks() {
    return JSONObjectUtils.toJSONString(
        Map.of("keys", keys.stream().map(SealingKey::toJwk).toList()));
  }

  SealingKey newest() {
    return keys.get(0);
  }

  Optional<SealingKey> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  @Override
  public String toString() {
    return "Keyring" + keyIds();
  }
}
