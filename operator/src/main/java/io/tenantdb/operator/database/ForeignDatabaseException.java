package io.tenantdb.operator.database;

import java.util.Optional;
import java.util.UUID;

/** A store's credentials opened a database that is not the store's. */
public final class ForeignDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForeignDatabaseException(UUID expected, Optional<UUID> found) {
    super(
        "The credentials of organization %s open a database of %s; they are not published, and nothing is written there."
            .formatted(
                expected,
                found
                    .map(id -> "organization " + id)
                    .orElse("no organization, as if it had been emptied or replaced")));
  }
}
