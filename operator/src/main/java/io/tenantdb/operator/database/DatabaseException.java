package io.tenantdb.operator.database;

import org.jspecify.annotations.Nullable;

/** What went wrong in a session with a store's database; messages never hold a secret. */
public abstract sealed class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private DatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** It could not be connected to, or the connection broke. Try again. */
  public static final class Unreachable extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** A failure to connect. */
    public Unreachable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** A migration failed, or what was applied differs from what the operator has. */
  public static final class MigrationFailed extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** A failed migration. */
    public MigrationFailed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The database belongs to another organization. */
  public static final class WrongDatabase extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** A database of somebody else. */
    public WrongDatabase(String message) {
      super(message, null);
    }
  }
}
