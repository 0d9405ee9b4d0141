package io.tenantdb.schema;

import java.util.List;

/**
 * What a run of the migrator did.
 *
 * @param from the version it found, {@link SchemaVersion#NONE} in an empty database
 * @param to the version it left; above the target if the database was already beyond it, since
 *     nothing is undone
 * @param applied what was applied, in order; empty if there was nothing to do
 */
public record MigrationReport(
    SchemaVersion from, SchemaVersion to, List<AppliedMigration> applied) {

  public MigrationReport {
    applied = List.copyOf(applied);
  }

  static MigrationReport nothingToDo(SchemaVersion version) {
    return new MigrationReport(version, version, List.of());
  }
}
