package io.tenantdb.schema;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why work on a store's schema did not succeed; each kind says what the caller may do. Messages
 * hold no secrets.
 */
public abstract sealed class SchemaException extends RuntimeException {

  private SchemaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The database could not be reached, or the connection was lost: try again later. */
  public static final class Unreachable extends SchemaException {
    Unreachable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The server refuses this role or has no such database: ask for the credentials anew before
   * trying again.
   */
  public static final class AccessRefused extends SchemaException {
    AccessRefused(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A migration failed and was rolled back; those before it stay applied. */
  public static final class MigrationFailed extends SchemaException {
    private final SchemaVersion version;
    private final String sqlState;

    MigrationFailed(SchemaVersion version, String sqlState, String message, Throwable cause) {
      super("migration %s failed (SQLSTATE %s): %s".formatted(version, sqlState, message), cause);
      this.version = version;
      this.sqlState = sqlState;
    }

    /** The migration that failed. */
    public SchemaVersion version() {
      return version;
    }

    /** Five characters, or {@code "unknown"} if it was not the server that complained. */
    public String sqlState() {
      return sqlState;
    }

    /**
     * Whether it failed because of others at work (locks, time-outs, conflicts), so that a
     * repetition may succeed.
     */
    public boolean mayPassWhenRepeated() {
      return SqlStates.isPassing(sqlState);
    }
  }

  /**
   * A statement outside the migrations failed, for example for want of rights or because the schema
   * is not there yet.
   */
  public static final class StatementFailed extends SchemaException {
    private final String sqlState;

    StatementFailed(String what, String sqlState, String message, Throwable cause) {
      super("could not %s (SQLSTATE %s): %s".formatted(what, sqlState, message), cause);
      this.sqlState = sqlState;
    }

    /** Five characters, or {@code "unknown"}. */
    public String sqlState() {
      return sqlState;
    }

    /**
     * Whether it failed because of others at work (locks, time-outs, conflicts), so that a
     * repetition may succeed.
     */
    public boolean mayPassWhenRepeated() {
      return SqlStates.isPassing(sqlState);
    }
  }

  /**
   * What was applied is not what this build would have applied: a person must look. Nothing was
   * changed.
   */
  public static final class Drifted extends SchemaException {
    Drifted(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * A version is asked for, or found in the database, that this build does not know: it needs a
   * newer build.
   */
  public static final class NewerThanKnown extends SchemaException {
    private final SchemaVersion version;

    NewerThanKnown(String who, SchemaVersion version, SchemaVersion newestKnown) {
      super(
          "%s version %s, but the newest this build knows is %s"
              .formatted(who, version, newestKnown),
          null);
      this.version = version;
    }

    /** The version that is not known. */
    public SchemaVersion version() {
      return version;
    }
  }

  /** The database is another organization's. Nothing was changed. */
  public static final class WrongIdentity extends SchemaException {
    private final UUID expected;
    private final UUID found;

    WrongIdentity(UUID expected, UUID found) {
      super(
          "the database belongs to organization %s, not to %s; it never changes hands"
              .formatted(found, expected),
          null);
      this.expected = expected;
      this.found = found;
    }

    /** The organization that was to be served. */
    public UUID expected() {
      return expected;
    }

    /** The organization whose database it is. */
    public UUID found() {
      return found;
    }
  }
}
