package io.tenantdb.operator.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantdb.operator.logging.LogKeys;
import io.tenantdb.operator.metrics.Meters;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code events.k8s.io/v1} objects in the background. The same reason and message about the
 * same object count up one Event, with at most one write a minute: so a message should not hold
 * what changes from time to time, such as a time or a count. When the API server is too slow,
 * events are dropped.
 */
public final class KubernetesEventRecorder implements EventRecorder, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KubernetesEventRecorder.class);
  private static final int QUEUE = 512;
  private static final int REMEMBERED = 4096;
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Tally tally = new Tally(INTERVAL, REMEMBERED);
  private final EventStore store;
  private final Clock clock;
  private final Counter written;
  private final Counter repeated;
  private final Counter dropped;
  private final Counter failed;
  private final ThreadPoolExecutor writer;

  /**
   * Starts the recorder.
   *
   * @param component who reports, such as {@code tenantdb.io/operator}
   * @param instance which process of it, such as the pod's name
   * @param metrics gets {@code tenantdb.events}, counted by outcome: written, repeated, dropped,
   *     failed
   */
  public static KubernetesEventRecorder start(
      KubernetesClient client,
      String component,
      String instance,
      MeterRegistry metrics,
      Clock clock) {
    return new KubernetesEventRecorder(new EventStore(client, component, instance), metrics, clock);
  }

  private KubernetesEventRecorder(EventStore store, MeterRegistry metrics, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.written = counter(metrics, "written");
    this.repeated = counter(metrics, "repeated");
    this.dropped = counter(metrics, "dropped");
    this.failed = counter(metrics, "failed");
    // One thread, so that counting needs no lock and the API server sees one event at a time.
    this.writer =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofVirtual().name("events").factory(),
            (event, full) -> dropped.increment());
  }

  @Override
  public void normal(HasMetadata about, String reason, String message) {
    record(about, Occurrence.Type.Normal, reason, message);
  }

  @Override
  public void warning(HasMetadata about, String reason, String message) {
    record(about, Occurrence.Type.Warning, reason, message);
  }

  /** Writes what is queued for a second at most, then ends. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException e) {
      writer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void record(HasMetadata about, Occurrence.Type type, String reason, String message) {
    Occurrence occurrence = Occurrence.of(about, type, reason, message, clock.instant());
    writer.execute(() -> write(occurrence));
  }

  private void write(Occurrence occurrence) {
    try {
      int times =
          tally.count(occurrence.namespace() + "/" + occurrence.eventName(), clock.instant());
      if (times == 0) {
        repeated.increment();
        return;
      }
      store.add(occurrence, times);
      written.increment();
    } catch (RuntimeException e) {
      failed.increment();
      log.atWarn()
          .addKeyValue(LogKeys.KIND, occurrence.about().getKind())
          .addKeyValue(LogKeys.NAMESPACE, occurrence.about().getNamespace())
          .addKeyValue(LogKeys.NAME, occurrence.about().getName())
          .addKeyValue(LogKeys.REASON, occurrence.reason())
          .addKeyValue(LogKeys.ERROR, e.getMessage())
          .log("event not written");
    }
  }

  private static Counter counter(MeterRegistry metrics, String outcome) {
    return Meters.EVENTS.counter(metrics, outcome);
  }
}
