package io.tenantdb.connections;

import io.tenantdb.connections.StoreUnavailableException.Exhausted;
import io.tenantdb.connections.StoreUnavailableException.NotReached;
import io.tenantdb.connections.StoreUnavailableException.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The only way to a new connection of a store: room for it, the server awake, logged in, and proven
 * to be the store's. Safe for use by several threads.
 */
final class Door {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final UUID organization;
  private final StoreAddress address;
  private final Admission admission;
  private final Duration patience;
  private final ConnectionsListener listener;
  private volatile @Nullable SQLException trouble;

  Door(
      UUID organization,
      StoreAddress address,
      Admission admission,
      Duration patience,
      ConnectionsListener listener) {
    this.organization = organization;
    this.address = address;
    this.admission = admission;
    this.patience = patience;
    this.listener = listener;
  }

  /**
   * A new connection. What time may mend is tried again until the patience is over.
   *
   * @param isWanted asked when there is room, since to log in costs both sides more than all else
   */
  Connection open(BooleanSupplier isWanted) throws StoreUnavailableException, InterruptedException {
    Deadline deadline = Deadline.after(patience);
    if (!admission.enter(deadline)) {
      throw new Exhausted(
          "All %d connections of this process are open.".formatted(admission.most()));
    }
    boolean isOpen = false;
    try {
      if (!isWanted.getAsBoolean()) {
        throw new NotReached(organization, "nobody wants a connection any more", null);
      }
      Connection connection = knock(deadline);
      isOpen = true;
      return AdmittedConnection.of(connection, admission::leave);
    } finally {
      if (!isOpen) {
        admission.leave();
      }
    }
  }

  private Connection knock(Deadline deadline)
      throws StoreUnavailableException, InterruptedException {
    long start = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        Connection connection = Identity.proven(address.connect(), organization);
        trouble = null;
        listener.opened(organization, Duration.ofNanos(System.nanoTime() - start), attempt);
        return connection;
      } catch (StoreUnavailableException e) {
        throw e;
      } catch (SQLException e) {
        if (isFinal(e)) {
          throw new Refused(organization, e);
        }
        trouble = e;
        if (deadline.nanosLeft() < pause.toNanos()) {
          throw new NotReached(
              organization,
              "%d attempts in %d s, the last one: SQLSTATE %s"
                  .formatted(attempt, patience.toSeconds(), e.getSQLState()),
              e);
        }
      }
      Thread.sleep(pause.toMillis());
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  /** Why the last attempt failed; null if it did not. */
  @Nullable SQLException trouble() {
    return trouble;
  }

  /** Class 28: the login is refused. 3D000: there is no such database. */
  private static boolean isFinal(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("28") || state.equals("3D000");
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
