package io.tenantdb.operator.intake;

import io.tenantdb.operator.logging.LogKeys;
import io.tenantdb.operator.registry.RegistryAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Hears of new rows in {@code organizations}, and looks for those it did not hear of. */
final class OrganizationWatch {
  private static final Logger log = LoggerFactory.getLogger(OrganizationWatch.class);

  private static final Duration SWEEP_IF_HEARING = Duration.ofMinutes(1);
  private static final Duration SWEEP_IF_DEAF = Duration.ofSeconds(1);
  private static final Duration AUDIT = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int PAGE = 500;
  private static final int LISTEN_MILLIS = 500;

  /** The mirror makes the tables when it begins. */
  private static final String UNDEFINED_TABLE = "42P01";

  // As in the registry's own migration.
  private static final String LISTEN = "listen tenantdb_organizations";
  private static final String IS_TOLD =
      """
      select exists (select from pg_trigger where tgrelid = 'organizations'::regclass
                     and tgname = 'tenantdb_notify_of_organization' and tgenabled <> 'D')
      """;

  private final RegistryAccess access;
  private final StoreIntake intake;
  private final RowIntake rows;
  private final Clock clock;
  private boolean saidAway;

  OrganizationWatch(RegistryAccess access, StoreIntake intake, RowIntake rows, Clock clock) {
    this.access = access;
    this.intake = intake;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * Watches until the thread is interrupted, the registry goes away, or no class takes
   * organizations in. To be called again and again.
   */
  void watch() {
    if (!intake.isOpen()) {
      return;
    }
    try (Connection session = access.open()) {
      watch(session);
    } catch (SQLException e) {
      away(e);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("watching organizations failed; it begins anew");
    }
  }

  /** The registry's mirror says loudly when the registry is away; this one just waits for it. */
  private void away(SQLException failure) {
    boolean isMadeSoon = UNDEFINED_TABLE.equals(failure.getSQLState());
    log.atLevel(saidAway || isMadeSoon ? Level.DEBUG : Level.WARN)
        .addKeyValue(LogKeys.SQL_STATE, failure.getSQLState())
        .log("organizations can't be watched now; new ones wait");
    saidAway |= !isMadeSoon;
  }

  private void watch(Connection session) throws SQLException {
    PGConnection driver = session.unwrap(PGConnection.class);
    var table = new OrganizationRows(session);
    run(session, LISTEN);
    Duration interval = isTold(session) ? SWEEP_IF_HEARING : SWEEP_IF_DEAF;
    log.atInfo().addKeyValue("sweep", interval).log("watching organizations");
    saidAway = false;
    Instant nextAudit = clock.instant();
    while (!Thread.currentThread().isInterrupted() && intake.isOpen()) {
      sweep(table);
      if (!clock.instant().isBefore(nextAudit)) {
        nextAudit = clock.instant().plus(AUDIT);
        audit(table);
      }
      hear(driver, table, clock.instant().plus(rows.isBehind() ? SOON : interval));
    }
  }

  /** Every row that has no store, whenever it came. */
  private void sweep(OrganizationRows table) throws SQLException {
    UUID last = null;
    List<Organization> page;
    do {
      page = table.waiting(last, PAGE);
      take(table, page);
      last = page.isEmpty() ? null : page.getLast().id();
    } while (page.size() == PAGE);
  }

  /** Rows that went without our hearing of it. */
  private void audit(OrganizationRows table) throws SQLException {
    rows.gone(table.gone(rows.known()));
  }

  private void hear(PGConnection driver, OrganizationRows table, Instant until)
      throws SQLException {
    while (clock.instant().isBefore(until)
        && !Thread.currentThread().isInterrupted()
        && intake.isOpen()) {
      long left = Duration.between(clock.instant(), until).toMillis();
      PGNotification[] heard = driver.getNotifications(Math.clamp(left, 1, LISTEN_MILLIS));
      Set<UUID> organizations =
          Arrays.stream(heard)
              .map(notification -> organization(notification.getParameter()))
              .flatMap(Optional::stream)
              .collect(Collectors.toSet());
      if (!organizations.isEmpty()) {
        take(table, table.waiting(organizations));
        rows.gone(table.gone(organizations));
      }
    }
  }

  private void take(OrganizationRows table, List<Organization> waiting) throws SQLException {
    List<UUID> taken = rows.take(waiting);
    if (!taken.isEmpty()) {
      table.taken(taken);
    }
  }

  private static boolean isTold(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet answer = statement.executeQuery(IS_TOLD)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private static Optional<UUID> organization(String payload) {
    try {
      return Optional.of(UUID.fromString(payload));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void run(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
