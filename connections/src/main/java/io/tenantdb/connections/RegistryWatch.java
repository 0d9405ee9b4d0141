package io.tenantdb.connections;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes in the registry and has what is known follow them. Runs on a thread of its own
 * until it is interrupted. While the registry is away, what is known stays.
 */
final class RegistryWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);

  /** As in the registry's own migration. */
  private static final String CHANNEL = "tenantdb_stores";

  private static final String GREETING = "hello";
  private static final Duration GREETING_TAKES = Duration.ofSeconds(2);
  private static final Duration SWEEP_IF_HEARING = Duration.ofMinutes(1);
  private static final Duration SWEEP_IF_DEAF = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int VALID_WITHIN_SECONDS = 5;
  private static final long LONGEST_READ_MILLIS = 500;

  private final DataSource sessions;
  private final Directory directory;
  private final Pools pools;

  /**
   * A watch.
   *
   * @param sessions opens sessions of the registry that may last
   */
  RegistryWatch(DataSource sessions, Directory directory, Pools pools) {
    this.sessions = sessions;
    this.directory = directory;
    this.pools = pools;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try (Connection session = sessions.getConnection()) {
        watch(session);
      } catch (SQLException e) {
        LOG.atDebug().setCause(e).log("the registry can't be watched now");
        pause();
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("watching the registry failed; it begins anew");
        pause();
      }
    }
  }

  private void watch(Connection session) throws SQLException {
    PGConnection driver = session.unwrap(PGConnection.class);
    run(session, "listen " + CHANNEL);
    Duration interval = hears(session, driver) ? SWEEP_IF_HEARING : SWEEP_IF_DEAF;
    LOG.atInfo().addKeyValue("sweep", interval).log("watching the registry");
    while (!Thread.currentThread().isInterrupted()) {
      // After a gap nobody knows what was missed.
      follow(directory.changed(directory.outdated()));
      hear(driver, Deadline.after(interval));
      if (!session.isValid(VALID_WITHIN_SECONDS)) {
        return;
      }
    }
  }

  /** Behind a pooler of transactions LISTEN succeeds and nothing is ever heard. */
  private static boolean hears(Connection session, PGConnection driver) throws SQLException {
    run(session, "select pg_notify('%s', '%s')".formatted(CHANNEL, GREETING));
    return driver.getNotifications(Math.toIntExact(GREETING_TAKES.toMillis())).length > 0;
  }

  private void hear(PGConnection driver, Deadline until) throws SQLException {
    while (!until.isOver() && !Thread.currentThread().isInterrupted()) {
      PGNotification[] heard = driver.getNotifications(millis(until));
      follow(
          directory.changed(
              Arrays.stream(heard)
                  .map(notification -> organization(notification.getParameter()))
                  .flatMap(Optional::stream)
                  .toList()));
    }
  }

  /** At least one, since none would be for ever; at most as long as the end of this may take. */
  private static int millis(Deadline until) {
    return (int)
        Math.max(1, Math.min(Duration.ofNanos(until.nanosLeft()).toMillis(), LONGEST_READ_MILLIS));
  }

  private static Optional<UUID> organization(String payload) {
    try {
      return Optional.of(UUID.fromString(payload));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void follow(Set<UUID> organizations) {
    organizations.forEach(id -> pools.follow(id, directory.known(id)));
  }

  private static void run(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
