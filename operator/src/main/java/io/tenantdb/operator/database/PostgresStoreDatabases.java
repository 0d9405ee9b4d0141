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
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Sessions with real databases, a few at a time whatever the number of stores. */
public final class PostgresStoreDatabases implements StoreDatabases {
  /** Made by the schema's first migration. */
  private static final String APPLICATION_ROLE = "store_app_1";

  /** Made there, too; it has the rights of a shop. */
  private static final String GROUP_ROLE = "store_app";

  private static final int MOST_SESSIONS = 7;

  private final StoreMigrator migrator;
  private final SessionLimits limits;

  /** One migration at a time has two more connections, and the registry has one. */
  private final Semaphore sessions = new Semaphore(MOST_SESSIONS, true);

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
  public String applicationRoleAsSql() {
    return "CREATE ROLE %s LOGIN; GRANT %s TO %s"
        .formatted(APPLICATION_ROLE, GROUP_ROLE, APPLICATION_ROLE);
  }

  @Override
  public String migrate(Secret owner, String version) {
    return in(owner, session -> migrate(session, version));
  }

  @Override
  public List<String> tablesOfOthers(Secret owner) {
    return in(owner, migrator::tablesOfOthers);
  }

  @Override
  public String provision(Secret owner, String version, StoreIdentity identity) {
    return in(
        owner,
        session -> {
          String reached = migrate(session, version);
          migrator.provision(session, identity);
          return reached;
        });
  }

  @Override
  public boolean claim(Secret application, String version, StoreIdentity identity) {
    SchemaVersion target = SchemaVersion.parse(version);
    return in(application, session -> migrator.claim(session, target, identity));
  }

  @Override
  public void prove(Secret application, UUID organizationId) {
    Optional<UUID> found = in(application, migrator::identity).map(StoreIdentity::organizationId);
    if (!found.equals(Optional.of(organizationId))) {
      throw new ForeignDatabaseException(organizationId, found);
    }
  }

  private <T> T in(Secret uri, Function<OwnerSession, T> work) {
    sessions.acquireUninterruptibly();
    try (OwnerSession session = OwnerSession.open(DatabaseAddress.parse(uri.reveal()), limits)) {
      return work.apply(session);
    } finally {
      sessions.release();
    }
  }

  private String migrate(OwnerSession session, String version) {
    return migrator.migrate(session, SchemaVersion.parse(version)).to().toString();
  }
}
