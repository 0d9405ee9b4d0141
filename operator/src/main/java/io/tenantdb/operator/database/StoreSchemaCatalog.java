package io.tenantdb.operator.database;

import io.tenantdb.schema.SchemaVersion;
import io.tenantdb.schema.StoreSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one schema this operator brings. */
public final class StoreSchemaCatalog implements SchemaCatalog {
  private final StoreSchema schema;

  /** A catalog of this schema alone. */
  public StoreSchemaCatalog(StoreSchema schema) {
    this.schema = schema;
  }

  @Override
  public Optional<String> newest(String schemaName) {
    return schemaName.equals(schema.name())
        ? Optional.of(schema.newest().toString())
        : Optional.empty();
  }

  @Override
  public String offer() {
    return "schema %s in versions %s to %s"
        .formatted(schema.name(), schema.oldestOfUse(), schema.newest());
  }

  @Override
  public Optional<String> target(String schemaName, @Nullable String pin) {
    if (pin == null) {
      return newest(schemaName);
    }
    return newest(schemaName)
        .filter(
            newest ->
                schema.migrations().stream()
                    .map(migration -> migration.version())
                    .filter(version -> version.compareTo(schema.oldestOfUse()) >= 0)
                    .anyMatch(version -> version.toString().equals(pin)))
        .map(newest -> pin);
  }

  @Override
  public int compare(String version, String other) {
    return SchemaVersion.parse(version).compareTo(SchemaVersion.parse(other));
  }

  @Override
  public List<Migration> upTo(String schemaName, String version) {
    if (!schemaName.equals(schema.name())) {
      return List.of();
    }
    SchemaVersion last = SchemaVersion.parse(version);
    return schema.migrations().stream()
        .filter(migration -> migration.version().compareTo(last) <= 0)
        .map(migration -> new Migration(migration.version().toString(), migration.description()))
        .toList();
  }
}
