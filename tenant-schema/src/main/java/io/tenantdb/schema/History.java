package io.tenantdb.schema;

import io.tenantdb.schema.SchemaException.Drifted;
import io.tenantdb.schema.SchemaException.NewerThanKnown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versioned migrations that a database says were applied, read straight from Flyway's table.
 * Asking Flyway takes two connections and some 50 ms, and a store that was cut from a fresh
 * template has nothing to migrate.
 */
record History(List<Entry> entries) {

  static final String SCHEMA = "tenantdb";
  static final String TABLE = "schema_history";

  private static final String QUERY =
      "SELECT version, checksum, success FROM %s.%s WHERE version IS NOT NULL ORDER BY installed_rank"
          .formatted(SCHEMA, TABLE);

  record Entry(String version, @Nullable Integer checksum, boolean success) {}

  /** The history of a database that was brought to the target by this build. */
  static History of(StoreSchema schema, SchemaVersion target) {
    return new History(
        schema.migrations().stream()
            .filter(migration -> migration.version().compareTo(target) <= 0)
            .map(m -> new Entry(m.version().toString(), m.checksum(), true))
            .toList());
  }

  static History read(OwnerSession session) {
    try (Statement statement = session.connection().createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      List<Entry> entries = new ArrayList<>();
      while (rows.next()) {
        entries.add(
            new Entry(rows.getString(1), rows.getObject(2, Integer.class), rows.getBoolean(3)));
      }
      return new History(entries);
    } catch (SQLException e) {
      DatabaseFailure failure = DatabaseFailure.of(e);
      if (SqlStates.isNoSuchTable(failure.sqlState())) {
        return new History(List.of());
      }
      throw failure.asStatementFailure("read the history of migrations");
    }
  }

  /**
   * The version of the schema, once it is certain that the history is a beginning of the known
   * migrations.
   *
   * @throws NewerThanKnown if it goes on after the last known one
   * @throws Drifted if it differs anywhere
   */
  SchemaVersion verifiedAgainst(StoreSchema schema) {
    List<Migration> known = schema.migrations();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (i >= known.size()) {
        throw newerOrDrifted(entry, schema);
      }
      verify(entry, known.get(i));
    }
    return entries.isEmpty() ? SchemaVersion.NONE : known.get(entries.size() - 1).version();
  }

  private static void verify(Entry entry, Migration known) {
    if (!entry.version().equals(known.version().toString())) {
      throw new Drifted(
          "the database has migration %s where this build has %s"
              .formatted(entry.version(), known.version()),
          null);
    }
    if (!entry.success()) {
      throw new Drifted(
          "migration %s failed earlier and may have left parts behind; repair it by hand"
              .formatted(known.version()),
          null);
    }
    if (entry.checksum() == null || entry.checksum() != known.checksum()) {
      throw new Drifted(
          "migration %s (%s) was applied with another text than this build has: checksum %s, expected %d"
              .formatted(known.version(), known.description(), entry.checksum(), known.checksum()),
          null);
    }
  }

  private static SchemaException newerOrDrifted(Entry entry, StoreSchema schema) {
    try {
      return new NewerThanKnown(
          "the database has", SchemaVersion.parse(entry.version()), schema.newest());
    } catch (IllegalArgumentException e) {
      return new Drifted(
          "the database has migration %s, which this build lacks".formatted(entry.version()), null);
    }
  }
}
