package io.tenantdb.operator.intake;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization that asks for a store, in the platform's words; nothing of it is checked yet.
 *
 * @param name the store's name as people write it
 * @param subdomain the DNS label it is to be served under; null for none
 * @param region where it is to be; null for the class's default
 */
public record Organization(
    UUID id, @Nullable String name, @Nullable String subdomain, @Nullable String region) {

  /** Blank texts are none. */
  public Organization {
    name = orNull(name);
    subdomain = orNull(subdomain);
    region = orNull(region);
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
