package io.tenantdb.schema;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose database it is.
 *
 * @param storeName any text but one that PostgreSQL can't hold
 * @param subdomain null if the store has none
 */
public record StoreIdentity(UUID organizationId, String storeName, @Nullable String subdomain) {

  /**
   * Refuses text that the database would refuse, while it can still be said which text it is.
   *
   * @throws IllegalArgumentException if a text contains U+0000 or half a surrogate pair
   */
  public StoreIdentity {
    requireStorable("store name", storeName);
    if (subdomain != null) {
      requireStorable("subdomain", subdomain);
    }
  }

  private static void requireStorable(String what, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the %s contains the character U+0000, which PostgreSQL can't store".formatted(what));
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          "the %s contains half a surrogate pair, which is not Unicode text".formatted(what));
    }
  }
}
