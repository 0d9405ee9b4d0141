package io.tenantdb.connections;

import java.sql.Connection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A store's connections, whatever becomes of its credentials. Two of one store are equal, since
 * frameworks keep a transaction's connection by its data source.
 */
final class StoreDataSource extends PlainDataSource {
  private final UUID organization;
  private final Checkout checkout;

  /** Gets a connection to the store of an organization. */
  @FunctionalInterface
  interface Checkout {
    Connection take(UUID organization) throws StoreUnavailableException;
  }

  StoreDataSource(UUID organization, Checkout checkout) {
    this.organization = organization;
    this.checkout = checkout;
  }

  @Override
  public Connection getConnection() throws StoreUnavailableException {
    return checkout.take(organization);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoreDataSource that
        && organization.equals(that.organization)
        && checkout == that.checkout;
  }

  @Override
  public int hashCode() {
    return organization.hashCode();
  }

  @Override
  public String toString() {
    return "StoreDataSource[%s]".formatted(organization);
  }
}
