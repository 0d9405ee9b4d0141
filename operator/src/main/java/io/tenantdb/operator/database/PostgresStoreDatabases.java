package io.tenantdb.operator.database;

import io.tenantdb.neon.Secret;
import io.tenantdb.schema.DatabaseAddress;
import io.tenantdb.schema.OwnerSession;
import io.tenantdb.schema.SchemaVersion;
import io.tenantdb.schema.SessionLimits;
import io.tenantdb.schema.StoreIdentity;
import io.tenantdb.schema.StoreMigrator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sessions with real databases. */
public final class PostgresStoreDatabases implements StoreDatabases {
  /** Made by the schema's first migration. */
  private static final String APPLICATION_ROLE = "store_app_1";

  private final StoreMigrator migrator;
  private final SessionLimits limits;

  /** Sessions that apply this migrator's schema. */
  public PostgresStoreDatabases(StoreMigrator migrator, SessionLimits limits) {
    this.migrator = migrator;
    this.limits = limits;
  }

  @Override
  public String applicationRole() {
    return APPLICATION_ROLE;
  }

  @Override
  public String migrate(Secret owner, String version) {
    try (OwnerSession session = open(owner)) {
      return migrate(session, version);
    }
  }

  @Override
  public List<String> tablesOfOthers(Secret owner) {
    try (OwnerSession session = open(owner)) {
      return migrator.tablesOfOthers(session);
    }
  }

  @Override
  public String provision(Secret owner, String version, StoreIdentity identity) {
    try (OwnerSession session = open(owner)) {
      String reached = migrate(session, version);
      migrator.provision(session, identity);
      return reached;
    }
  }

  @Override
  public void prove(Secret application, UUID organizationId) {
    try (OwnerSession session = open(application)) {
      Optional<UUID> found = migrator.identity(session).map(StoreIdentity::organizationId);
      if (!found.equals(Optional.of(organizationId))) {
        throw new ForeignDatabaseException(organizationId, found);
      }
    }
  }

  private OwnerSession open(Secret uri) {
    return OwnerSession.open(DatabaseAddress.parse(uri.reveal()), limits);
  }

  private String migrate(OwnerSession session, String version) {
    return migrator.migrate(session, SchemaVersion.parse(version)).to().toString();
  }
}
