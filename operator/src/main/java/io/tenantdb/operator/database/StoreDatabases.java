package io.tenantdb.operator.database;

import io.tenantdb.neon.Secret;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Short sessions in stores' databases. Each wakes the compute if it sleeps. */
public interface StoreDatabases {

  /** The login role of a store's applications, which the schema makes. */
  String applicationRole();

  /**
   * Applies the schema up to a version; only validates what is there already.
   *
   * @param owner URI of the database's owner, past the pooler
   * @return the version the database is at
   */
  String migrate(Secret owner, String version);

  /**
   * As {@link #migrate}, and then writes who the database belongs to and the store's own seed.
   *
   * @param owner URI of the database's owner, past the pooler
   * @return the version the database is at
   */
  String provision(Secret owner, String version, StoreIdentity identity);

  /**
   * Proves that a URI opens the organization's own database.
   *
   * @param application URI with the credentials of the store's applications
   */
  void prove(Secret application, UUID organizationId);

  /**
   * Who a database belongs to.
   *
   * @param subdomain null when the store has none
   */
  record StoreIdentity(UUID organizationId, String storeName, @Nullable String subdomain) {}
}
