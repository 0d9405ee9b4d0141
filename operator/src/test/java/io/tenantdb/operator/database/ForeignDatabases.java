package io.tenantdb.operator.database;

import java.util.Optional;
import java.util.UUID;

/** Opens the exception to tests outside of the package. */
public final class ForeignDatabases {
  private ForeignDatabases() {}

  /** As if credentials had opened another organization's database. */
  public static RuntimeException exception(UUID expected, Optional<UUID> found) {
    return new ForeignDatabaseException(expected, found);
  }
}
