package io.tenantdb.kubectl.connect;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Reads a Secret's content. */
final class SecretData {
  private SecretData() {}

  static Optional<byte[]> bytes(Secret secret, String key) {
    return Optional.ofNullable(secret.getData())
        .map((Map<String, String> data) -> data.get(key))
        .map(Base64.getDecoder()::decode);
  }

  static Optional<String> text(Secret secret, String key) {
    return bytes(secret, key).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
  }
}
