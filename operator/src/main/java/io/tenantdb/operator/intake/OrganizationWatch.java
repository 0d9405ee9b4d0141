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
import java.util.LinkedHashSet;
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

  /** So few that one who comes now does not wait for thousands who came before. */
  private static final int AT_ONCE = 10;

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
  private final String installation;
  private final Clock clock;
  private boolean saidAway;

  OrganizationWatch(
      RegistryAccess access, StoreIntake intake, RowIntake rows, String installation, Clock clock) {
    this.access = access;
    this.intake = intake;
    this.rows = rows;
    this.installation = installation;
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

  /** Tried again each second, said once. */
  private void complain(String why) {
    log.atLevel(saidAway ? Level.DEBUG : Level.ERROR).log("no organizations are taken in: {}", why);
    saidAway = true;
  }

  private void watch(Connection session) throws SQLException {
    PGConnection driver = session.unwrap(PGConnection.class);
    var table = new OrganizationRows(session);
    run(session, LISTEN);
    Duration interval = isTold(session) ? SWEEP_IF_HEARING : SWEEP_IF_DEAF;
    if (!table.isOwnedBy(installation)) {
      complain("another installation takes in the organizations of this registry");
      return;
    }
    if (table.isHidden()) {
      complain(
          "row level security hides organizations from the operator's login: let it bypass it");
      return;
    }
    log.atInfo().addKeyValue("sweep", interval).log("watching organizations");
    saidAway = false;
    var backlog = new Backlog();
    Instant nextSweep = clock.instant();
    Instant nextAudit = nextSweep;
    while (!Thread.currentThread().isInterrupted() && intake.isOpen()) {
      Instant now = clock.instant();
      if (!now.isBefore(nextSweep)) {
        backlog.found(table.waiting());
        nextSweep = now.plus(interval);
      }
      if (!now.isBefore(nextAudit)) {
        rows.onlyGone(table.gone(rows.known()));
        nextAudit = now.plus(AUDIT);
      }
      backlog.heard(heard(driver, backlog.isEmpty() ? nextSweep : now));
      work(table, backlog.next(AT_ONCE));
      if (rows.isBehind() && nextSweep.isAfter(now.plus(SOON))) {
        nextSweep = now.plus(SOON);
      }
    }
  }

  private Set<UUID> heard(PGConnection driver, Instant until) throws SQLException {
    long left = Duration.between(clock.instant(), until).toMillis();
    // 0 would be for ever.
    PGNotification[] heard = driver.getNotifications(Math.clamp(left, 1, LISTEN_MILLIS));
    return Arrays.stream(heard)
        .map(notification -> organization(notification.getParameter()))
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void work(OrganizationRows table, List<UUID> organizations) throws SQLException {
    if (organizations.isEmpty()) {
      return;
    }
    List<UUID> taken = rows.take(table.waiting(organizations));
    if (!taken.isEmpty()) {
      table.taken(taken);
    }
    rows.gone(table.gone(organizations));
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
