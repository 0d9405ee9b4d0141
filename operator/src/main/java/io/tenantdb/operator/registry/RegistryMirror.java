package io.tenantdb.operator.registry;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantdb.operator.logging.LogKeys;
import io.tenantdb.operator.registry.Ledger.Stored;
import io.tenantdb.operator.registry.Ledger.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps the registry's tables equal to what was published, in the background.
 *
 * <p>One thread connects, migrates, compares every row with what was published, and then writes
 * what changes. When the database cannot be reached it keeps what is pending in memory and tries
 * again; when the tables are gone it makes them again and writes everything anew. Memory: about 1
 * kB a store.
 */
public final class RegistryMirror implements Registry, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RegistryMirror.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private static final int AUDITS_TAKE_ONE_IN = 50;

  private final RegistryAccess access;
  private final RegistryPace pace;
  private final Clock clock;
  private final Ledger ledger;
  private final RegistryRows rows;
  private final HikariDataSource database;
  private final Backoff backoff;
  private final Thread thread;

  private int reportedRefusals; // only the mirror's own thread
  private volatile @Nullable Fault trouble;
  private volatile @Nullable Instant lastSuccess;
  private volatile boolean connected;

  /**
   * Starts the mirror; the database need not be there.
   *
   * @param installation the id of this installation of the operator: rows are marked with it, and
   *     only rows so marked are ever removed
   */
  public static RegistryMirror start(
      RegistryAccess access, String installation, RegistryPace pace, Clock clock) {
    var mirror = prepared(access, installation, pace, clock);
    mirror.begin();
    return mirror;
  }

  /** A mirror that remembers what is published and leaves the database alone until it begins. */
  public static RegistryMirror prepared(
      RegistryAccess access, String installation, RegistryPace pace, Clock clock) {
    return new RegistryMirror(access, installation, pace, clock);
  }

  /** Connects and writes from now on; once. */
  public void begin() {
    thread.start();
  }

  private RegistryMirror(
      RegistryAccess access, String installation, RegistryPace pace, Clock clock) {
    this.access = access;
    this.pace = pace;
    this.clock = clock;
    this.ledger = new Ledger(clock);
    this.rows = new RegistryRows(installation);
    this.database = RegistryPool.open(access, pace.connect());
    this.backoff = new Backoff(pace.retryFirst(), pace.retryMost(), RandomGenerator.getDefault());
    this.thread = Thread.ofVirtual().name("registry-mirror").unstarted(this::run);
  }

  @Override
  public void publish(RegistryEntry entry) {
    ledger.publish(entry);
  }

  @Override
  public void remove(UUID organizationId) {
    ledger.remove(organizationId);
  }

  @Override
  public void complete(Set<UUID> live) {
    ledger.complete(live);
  }

  /** How the mirror is doing, at no cost. */
  public RegistryHealth health() {
    Ledger.Counts counts = ledger.counts();
    Object error = trouble == null ? ledger.anyRefusal() : trouble;
    return new RegistryHealth(
        connected,
        counts.pending(),
        counts.refused(),
        counts.pendingSince(),
        error == null ? null : error.toString(),
        lastSuccess);
  }

  /** Writes what is pending if the database is there, then lets go of it; takes seconds at most. */
  @Override
  public void close() {
    ledger.close();
    try {
      boolean begun = thread.getState() != Thread.State.NEW;
      if (begun && !thread.join(LAST_WORDS)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    database.close();
  }

  private void run() {
    try {
      while (!ledger.isClosed()) {
        try {
          mirror(connect());
        } catch (SQLException | RuntimeException e) {
          giveUpForNow(Fault.of(e));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RegistryWriter connect() throws SQLException {
    boolean ownsOrganizations = new RegistrySchema(database, access.serviceRole()).migrate();
    return new RegistryWriter(ledger, rows, ownsOrganizations);
  }

  // Returns when the mirror is closed; throws when the database is not as it should be.
  private void mirror(RegistryWriter writer) throws SQLException, InterruptedException {
    while (true) {
      Instant nextAudit = audit();
      while (clock.instant().isBefore(nextAudit)) {
        drain(writer);
        if (ledger.isClosed()) {
          return;
        }
        ledger.awaitWork(Duration.between(clock.instant(), nextAudit));
      }
    }
  }

  /** Reads every row; says when to do so again: a large registry is not read all the time. */
  private Instant audit() throws SQLException {
    Instant start = clock.instant();
    try (Connection connection = database.getConnection()) {
      rows.tidyConnections(connection);
      Map<UUID, Stored> found = rows.readAll(connection);
      int changed = ledger.changedIn(found);
      ledger.audited(found);
      if (changed > 0) {
        log.atWarn()
            .addKeyValue(LogKeys.COUNT, changed)
            .log("somebody else changed or removed registry rows; they are written again");
      }
    }
    Instant end = clock.instant();
    Duration rest = Duration.between(start, end).multipliedBy(AUDITS_TAKE_ONE_IN);
    return end.plus(rest.compareTo(pace.audit()) > 0 ? rest : pace.audit());
  }

  private void drain(RegistryWriter writer) throws SQLException {
    for (List<Work> work = ledger.next(pace.batch());
        !work.isEmpty();
        work = ledger.next(pace.batch())) {
      try (Connection connection = database.getConnection()) {
        writer.write(connection, work);
      }
      worked();
    }
    worked();
    lastSuccess = clock.instant();
    reportRefusals();
  }

  // One line for all of them, and only when there is news: a platform may lack thousands of
  // organizations.
  private void reportRefusals() {
    int refused = ledger.counts().refused();
    if (refused != reportedRefusals && refused > 0) {
      log.atWarn()
          .addKeyValue(LogKeys.COUNT, refused)
          .addKeyValue(LogKeys.ERROR, ledger.anyRefusal())
          .log(
              "registry refused rows; they are tried again when they change and at the next audit");
    }
    reportedRefusals = refused;
  }

  private void worked() {
    if (!connected) {
      log.atInfo().addKeyValue(LogKeys.COUNT, ledger.counts().pending()).log("registry connected");
    }
    connected = true;
    trouble = null;
    backoff.reset();
  }

  private void giveUpForNow(Fault fault) throws InterruptedException {
    boolean news = !fault.equals(trouble);
    connected = false;
    trouble = fault;
    // The next try begins on connections that saw nothing of this.
    database.getHikariPoolMXBean().softEvictConnections();
    Duration pause = backoff.next();
    log.atLevel(news ? Level.WARN : Level.DEBUG)
        .addKeyValue(LogKeys.SQL_STATE, fault.sqlState())
        .addKeyValue(LogKeys.ERROR, fault.sentence())
        .addKeyValue(LogKeys.RETRY_IN, pause)
        .log("registry not reachable or not usable; stores go on without it");
    ledger.pause(pause);
  }
}
