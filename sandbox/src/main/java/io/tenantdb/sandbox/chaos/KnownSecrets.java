package io.tenantdb.sandbox.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Every password and key the campaign came to know, to be looked for where none may be. */
final class KnownSecrets {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Shorter ones would be found by chance. */
  private static final int SHORTEST = 8;

  private final Set<String> values = new ConcurrentSkipListSet<>();

  void add(String value) {
    if (value.length() >= SHORTEST) {
      values.add(value);
    }
  }

  void addAll(Collection<String> more) {
    more.forEach(this::add);
  }

  /** The keys of a JSON Web Key Set. */
  void addKeys(String jwks) {
    try {
      JSON.readTree(jwks).path("keys").forEach(key -> add(key.path("k").asText()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The keyring is not JSON.", e);
    }
  }

  int size() {
    return values.size();
  }

  /** How each secret that the text holds begins; the rest of it is not repeated. */
  List<String> in(String text) {
    return values.stream()
        .filter(text::contains)
        .map(value -> "a secret that begins with '" + value.substring(0, 4) + "'")
        .toList();
  }
}
