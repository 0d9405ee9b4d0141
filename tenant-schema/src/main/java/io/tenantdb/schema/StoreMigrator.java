package io.tenantdb.schema;

import io.tenantdb.schema.SchemaException.NewerThanKnown;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings a tenant database to a version of the store schema and makes it one store's. Everything
 * here may be repeated. One serves all threads, and applies migrations to one database at a time; a
 * session serves one thread.
 */
public final class StoreMigrator {

  private final StoreSchema schema;

  /** Flyway opens two more connections. */
  private final ReentrantLock oneAtATime = new ReentrantLock();

  public StoreMigrator(StoreSchema schema) {
    this.schema = schema;
  }

  /**
   * Applies what is missing up to the target. If nothing is, the history is compared with the known
   * migrations, which takes one query. A database beyond the target is left as it is.
   *
   * @throws SchemaException.Unreachable if the connection is lost
   * @throws SchemaException.MigrationFailed if a migration fails; those before it stay applied
   * @throws SchemaException.Drifted if something else was applied than this build knows
   * @throws SchemaException.NewerThanKnown if the target or the database is ahead of this build
   */
  public MigrationReport migrate(OwnerSession session, SchemaVersion target) {
    if (target.compareTo(schema.newest()) > 0) {
      throw new NewerThanKnown("asked for", target, schema.newest());
    }
    SchemaVersion from = History.read(session).verifiedAgainst(schema);
    if (from.compareTo(target) >= 0) {
      return MigrationReport.nothingToDo(from);
    }
    oneAtATime.lock();
    try {
      return new MigrationReport(from, target, new FlywayRun(schema).migrate(session, target));
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Tables that somebody else made in a database that has nothing of the schema yet, as {@code
   * schema.table}, a few of them; empty in any other database.
   *
   * @throws SchemaException.Unreachable if the connection is lost
   */
  public List<String> tablesOfOthers(OwnerSession session) {
    return History.read(session).entries().isEmpty() ? OtherTables.list(session) : List.of();
  }

  /**
   * Writes the identity of the store and, the first time, its own seed data; later times a new name
   * goes into the identity and nowhere else. One statement: all of it happens or nothing.
   *
   * @throws SchemaException.WrongIdentity if the database is another organization's
   * @throws SchemaException.StatementFailed if the schema is not there or the session is not its
   *     owner's
   * @throws SchemaException.Unreachable if the connection is lost
   */
  public Provisioned provision(OwnerSession session, StoreIdentity identity) {
    return new IdentityTable(schema).write(session, identity);
  }

  /**
   * As {@link #provision}, for a fresh copy of a template, with no more than the rights of a
   * store's application.
   *
   * @param session of the application
   * @param target the version the template was at when it was copied
   * @return false if the database is no such copy, and nothing was done: its schema is at another
   *     version, or at one that lets only its owner do this (before 7), or it is another store's,
   *     or this one's under another name
   * @throws SchemaException.StatementFailed if it could not be asked
   * @throws SchemaException.Unreachable if the connection is lost
   */
  public boolean claim(OwnerSession session, SchemaVersion target, StoreIdentity identity) {
    IdentityTable table = new IdentityTable(schema);
    // Who has owned the database may have put a function of his own there.
    return table.claim(session, History.of(schema, target), identity)
        && table.read(session).equals(Optional.of(identity));
  }

  /**
   * The store the database belongs to; empty in a template and in a database without the schema.
   *
   * @throws SchemaException.Unreachable if the connection is lost
   */
  public Optional<StoreIdentity> identity(OwnerSession session) {
    return new IdentityTable(schema).read(session);
  }
}
