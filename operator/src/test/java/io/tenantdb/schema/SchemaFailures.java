package io.tenantdb.schema;

import java.util.UUID;

/** Failures as the migrator reports them, for tests of those who meet them. */
public final class SchemaFailures {
  private SchemaFailures() {}

  public static SchemaException unreachable() {
    return new SchemaException.Unreachable("connection refused", new IllegalStateException());
  }

  public static SchemaException accessRefused() {
    return new SchemaException.AccessRefused(
        "password authentication failed", new IllegalStateException());
  }

  public static SchemaException migrationFailed() {
    return new SchemaException.MigrationFailed(
        SchemaVersion.parse("4"), "42P01", "no such table", new IllegalStateException());
  }

  public static SchemaException statementFailed() {
    return new SchemaException.StatementFailed(
        "write the identity", "42501", "permission denied", new IllegalStateException());
  }

  public static SchemaException drifted() {
    return new SchemaException.Drifted("migration 2 differs", null);
  }

  public static SchemaException newerThanKnown() {
    return new SchemaException.NewerThanKnown(
        "the database is at", SchemaVersion.parse("9"), SchemaVersion.parse("6"));
  }

  public static SchemaException wrongIdentity(UUID expected, UUID found) {
    return new SchemaException.WrongIdentity(expected, found);
  }
}
