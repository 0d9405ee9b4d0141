package io.tenantdb.operator.registry;

import org.jspecify.annotations.Nullable;

/**
 * How to reach the registry and who reads it.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…}, without credentials
 * @param user the login that owns the tables; null takes the driver's default
 * @param password its password; null when the server asks for none
 * @param serviceRole the role that may read; made when it is absent and the login may create roles
 */
public record RegistryAccess(
    String jdbcUrl, @Nullable String user, @Nullable String password, String serviceRole) {

  @Override
  public String toString() {
    return "RegistryAccess[%s as %s, read by %s]".formatted(jdbcUrl, user, serviceRole);
  }
}
