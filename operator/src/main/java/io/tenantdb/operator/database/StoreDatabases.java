package io.tenantdb.operator.database;

import io.tenantdb.neon.Secret;
import io.tenantdb.schema.SchemaException;
import io.tenantdb.schema.StoreIdentity;
import java.util.List;
import java.util.UUID;

/** Short sessions in stores' databases. Each wakes the compute if it sleeps. */
public interface StoreDatabases {

  /** The login role of a store's applications, which the schema makes. */
  String applicationRole();

  /** The statements by which a person makes that role again when it was deleted. */
  String applicationRoleAsSql();

  /**
   * Applies the schema up to a version; only validates what is there already.
   *
   * @param owner URI of the database's owner, past the pooler
   * @return the version the database is at
   * @throws SchemaException saying what went wrong and what may be done
   */
  String migrate(Secret owner, String version);

  /**
   * Tables that somebody else made in a database that has nothing of the schema yet; empty in any
   * other database.
   *
   * @param owner URI of the database's owner, past the pooler
   * @throws SchemaException saying what went wrong and what may be done
   */
  List<String> tablesOfOthers(Secret owner);

  /**
   * As {@link #migrate}, and then writes who the database belongs to and the store's own seed.
   *
   * @param owner URI of the database's owner, past the pooler
   * @return the version the database is at
   * @throws SchemaException saying what went wrong and what may be done
   */
  String provision(Secret owner, String version, StoreIdentity identity);

  /**
   * Makes a fresh copy of a template an organization's, and proves by the same that the URI opens
   * it. May be repeated.
   *
   * @param application URI with the credentials of the store's applications, past the pooler
   * @param version of the template's schema
   * @return false if the database is no such copy, and nothing was done: only its owner can tell
   *     what it is, by {@link #provision}
   * @throws SchemaException if it opens nothing
   */
  boolean claim(Secret application, String version, StoreIdentity identity);

  /**
   * Proves that a URI opens the organization's own database.
   *
   * @param application URI with the credentials of the store's applications, past the pooler
   * @throws SchemaException if it opens nothing
   * @throws ForeignDatabaseException if it opens another organization's
   */
  void prove(Secret application, UUID organizationId);
}
