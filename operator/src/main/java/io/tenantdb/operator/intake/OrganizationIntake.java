package io.tenantdb.operator.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.registry.RegistryAccess;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the organizations that the platform inserts into the registry, in the background: from
 * {@link #begin} until it is closed.
 */
public final class OrganizationIntake implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OrganizationIntake.class);
  private static final Duration LAST_STEP = Duration.ofSeconds(5);

  private final Thread thread;

  /** What it needs of the operator. */
  public record Doors(
      StoreIntake intake,
      Registry registry,
      EventRecorder events,
      MeterRegistry metrics,
      Clock clock) {}

  /** Nothing happens yet. */
  public OrganizationIntake(RegistryAccess access, Doors doors) {
    var rows = new RowIntake(doors.intake(), doors.registry(), doors.events());
    thread =
        Thread.ofVirtual()
            .name("organizations")
            .unstarted(new OrganizationWatch(access, doors.intake(), rows, doors.clock()));
    Gauge.builder("tenantdb.intake.refused", rows, RowIntake::refusals)
        .description("Organizations that can't have the store they ask for")
        .register(doors.metrics());
  }

  /** Watches from now on; once. */
  public void begin() {
    thread.start();
  }

  /** Ends after the store that is being made. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      boolean ended = thread.getState() == Thread.State.NEW || thread.join(LAST_STEP);
      log.atDebug().addKeyValue("ended", ended).log("no more organizations are taken in");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
