package io.tenantdb.operator.database;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schemas this operator can apply, and their versions. */
public interface SchemaCatalog {

  /** The newest version of a schema; empty when there is no such schema. */
  Optional<String> newest(String schemaName);

  /** What may be asked for, as the end of a sentence: names and versions. */
  String offer();

  /** The version a store is to be at: the pinned one if it is offered, else the newest. */
  Optional<String> target(String schemaName, @Nullable String pin);

  /** Compares two versions as versions, not as text. */
  int compare(String version, String other);

  /** Names and versions of every migration up to {@code version}, oldest first. */
  List<Migration> upTo(String schemaName, String version);

  /** One migration. */
  record Migration(String version, String name) {}
}
