package io.tenantdb.operator.intake;

import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.metrics.LeaderGauges;
import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.registry.RegistryAccess;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the organizations that the platform inserts into the registry, in the background: from
 * {@link #begin} until it is closed.
 */
public final class OrganizationIntake implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OrganizationIntake.class);
  private static final long PAUSE_SECONDS = 1;
  private static final long LAST_STEP_SECONDS = 5;

  private final OrganizationWatch watch;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("organizations").factory());

  /**
   * What it needs of the operator.
   *
   * @param installation the id of this installation; only one of those that share a registry takes
   *     organizations in
   * @param mayAct whether this process leads
   */
  public record Doors(
      StoreIntake intake,
      Registry registry,
      EventRecorder events,
      String installation,
      BooleanSupplier mayAct,
      LeaderGauges gauges,
      Clock clock) {}

  /** Nothing happens yet. */
  public OrganizationIntake(RegistryAccess access, Doors doors) {
    var rows =
        new RowIntake(
            doors.intake(), doors.registry(), doors.events(), doors.mayAct(), doors.clock());
    watch =
        new OrganizationWatch(access, doors.intake(), rows, doors.installation(), doors.clock());
    doors.gauges().add(Meters.INTAKE_REFUSED, rows::refusals);
  }

  /** Watches from now on; once. */
  public void begin() {
    // It throws nothing, so there is nothing to learn from the future.
    var _ = thread.scheduleWithFixedDelay(watch::watch, 0, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends after the store that is being made. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      boolean ended = thread.awaitTermination(LAST_STEP_SECONDS, TimeUnit.SECONDS);
      log.atDebug().addKeyValue("ended", ended).log("no more organizations are taken in");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
