package io.tenantdb.connections;

import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no connection to a store. The type says what an application may do; messages hold no
 * secret and may be logged. It is an {@link SQLException} so that it passes through JDBC code.
 *
 * <p>Threads that waited for one attempt get one each, whose cause is what the thread got that made
 * the attempt.
 */
public abstract sealed class StoreUnavailableException extends SQLException {
  private static final String NO_CONNECTION = "08001";

  private StoreUnavailableException(String message, String state, @Nullable Throwable cause) {
    super(message, state, cause);
  }

  private StoreUnavailableException(StoreUnavailableException first) {
    super(first.getMessage(), first.getSQLState(), first);
  }

  /** The same for another thread: its own stack trace, and this as the cause. */
  abstract StoreUnavailableException again();

  /** Whether the same call may go well in some seconds without anybody's doing. */
  public boolean isTransient() {
    return false;
  }

  /** No store is served under this host name, or there is no such organization. */
  public static final class NotFound extends StoreUnavailableException {
    private static final String NO_SUCH_DATABASE = "3D000";

    NotFound(String message) {
      super(message, NO_SUCH_DATABASE, null);
    }

    private NotFound(NotFound first) {
      super(first);
    }

    @Override
    NotFound again() {
      return new NotFound(this);
    }
  }

  /** The store is being made. */
  public static final class Provisioning extends StoreUnavailableException {
    Provisioning(UUID organization) {
      super("The store %s is being made.".formatted(organization), NO_CONNECTION, null);
    }

    @Override
    public boolean isTransient() {
      return true;
    }

    private Provisioning(Provisioning first) {
      super(first);
    }

    @Override
    Provisioning again() {
      return new Provisioning(this);
    }
  }

  /** The store is suspended, as somebody asked. */
  public static final class Suspended extends StoreUnavailableException {
    Suspended(UUID organization) {
      super("The store %s is suspended.".formatted(organization), NO_CONNECTION, null);
    }

    private Suspended(Suspended first) {
      super(first);
    }

    @Override
    Suspended again() {
      return new Suspended(this);
    }
  }

  /** The store needs a person: the conditions of its TenantDatabase say what is wrong. */
  public static final class Failed extends StoreUnavailableException {
    Failed(UUID organization) {
      super(
          "The store %s has failed; the conditions of its TenantDatabase say why."
              .formatted(organization),
          NO_CONNECTION,
          null);
    }

    private Failed(Failed first) {
      super(first);
    }

    @Override
    Failed again() {
      return new Failed(this);
    }
  }

  /** The store's server could not be reached, or not woken, before the deadline. */
  public static final class NotReached extends StoreUnavailableException {
    NotReached(UUID organization, String message, @Nullable Throwable cause) {
      super(
          "The database of store %s could not be reached: %s".formatted(organization, message),
          NO_CONNECTION,
          cause);
    }

    @Override
    public boolean isTransient() {
      return true;
    }

    private NotReached(NotReached first) {
      super(first);
    }

    @Override
    NotReached again() {
      return new NotReached(this);
    }
  }

  /**
   * The server refuses the store's credentials, or has no such database, by what the registry says.
   */
  public static final class Refused extends StoreUnavailableException {
    Refused(UUID organization, SQLException cause) {
      super(
          "The server of store %s refuses the credentials that the registry has for it (SQLSTATE %s)."
              .formatted(organization, cause.getSQLState()),
          String.valueOf(cause.getSQLState()),
          cause);
    }

    private Refused(Refused first) {
      super(first);
    }

    @Override
    Refused again() {
      return new Refused(this);
    }
  }

  /** What was reached is not the store's database. Nobody got a connection to it. */
  public static final class WrongStore extends StoreUnavailableException {
    WrongStore(UUID organization, String found) {
      super(
          "The connection for store %s reached %s; it was closed.".formatted(organization, found),
          NO_CONNECTION,
          null);
    }

    private WrongStore(WrongStore first) {
      super(first);
    }

    @Override
    WrongStore again() {
      return new WrongStore(this);
    }
  }

  /**
   * The sealed string in the registry does not open for this store with this keyring: it is
   * another's, was changed, or was sealed with a key that the keyring has not.
   */
  public static final class NotOpened extends StoreUnavailableException {
    NotOpened(UUID organization, RuntimeException cause) {
      super(
          "The connection string of store %s can't be used: %s"
              .formatted(organization, cause.getMessage()),
          NO_CONNECTION,
          cause);
    }

    private NotOpened(NotOpened first) {
      super(first);
    }

    @Override
    NotOpened again() {
      return new NotOpened(this);
    }
  }

  /** No connection was free in time; the message says what is full. */
  public static final class Exhausted extends StoreUnavailableException {
    private static final String TOO_MANY_CONNECTIONS = "53300";

    Exhausted(String message) {
      super(message, TOO_MANY_CONNECTIONS, null);
    }

    @Override
    public boolean isTransient() {
      return true;
    }

    private Exhausted(Exhausted first) {
      super(first);
    }

    @Override
    Exhausted again() {
      return new Exhausted(this);
    }
  }

  /** The registry can't be asked, and this process does not know the store yet. */
  public static final class RegistryUnavailable extends StoreUnavailableException {
    RegistryUnavailable(String message, Throwable cause) {
      super(message, NO_CONNECTION, cause);
    }

    @Override
    public boolean isTransient() {
      return true;
    }

    private RegistryUnavailable(RegistryUnavailable first) {
      super(first);
    }

    @Override
    RegistryUnavailable again() {
      return new RegistryUnavailable(this);
    }
  }

  /** These connections were closed. */
  public static final class Closed extends StoreUnavailableException {
    Closed() {
      super("These connections were closed.", "08003", null);
    }

    private Closed(Closed first) {
      super(first);
    }

    @Override
    Closed again() {
      return new Closed(this);
    }
  }
}
