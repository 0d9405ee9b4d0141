package io.tenantdb.operator.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;
import java.util.List;

/**
 * What the framework (java-operator-sdk) measures of its controllers: its names, and our words, as
 * it has none.
 *
 * @param id the name in Micrometer's form
 * @param shown the name as Prometheus shows it
 * @param type as people call it
 */
public record FrameworkMeters(
    String id, String shown, String type, List<String> labels, String meaning) {
  private static final String CONTROLLER = "controller_name";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60)
  };

  /** All of them. */
  public static List<FrameworkMeters> all() {
    return List.of(
        new FrameworkMeters(
            "reconciliations.execution.duration",
            "reconciliations_execution_duration_seconds",
            "histogram",
            List.of(CONTROLLER),
            "How long passes over resources took"),
        counter("started", "Passes that began"),
        counter("success", "Passes that ended well; also those that found something to wait for"),
        counter(
            "failure",
            "Passes that ended by an error that nobody foresaw, or by somebody else's write at the"
                + " same moment; they are tried again"),
        counter("retries", "Passes that were tried again after an error"),
        gauge("reconciliations.active", "Passes under way"),
        gauge("reconciliations.queue", "Resources whose pass waits for a thread"),
        gauge("custom_resources", "Resources in the cache of a controller, in a standby also"),
        new FrameworkMeters(
            "events.received",
            "events_received_total",
            "counter",
            List.of(CONTROLLER, "event", "action"),
            "What woke controllers"));
  }

  /** The buckets of the passes' histogram. */
  public static void withBuckets(Timer.Builder timer) {
    timer.serviceLevelObjectives(BUCKETS);
  }

  /** Gives the framework's meters their descriptions. */
  public static MeterFilter descriptions() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return all().stream()
            .filter(meter -> meter.id().equals(id.getName()))
            .findFirst()
            .map(
                meter ->
                    new Meter.Id(
                        id.getName(),
                        Tags.of(id.getTags()),
                        id.getBaseUnit(),
                        meter.meaning(),
                        id.getType()))
            .orElse(id);
      }
    };
  }

  private static FrameworkMeters counter(String what, String meaning) {
    return new FrameworkMeters(
        "reconciliations." + what + ".total",
        "reconciliations_" + what + "_total",
        "counter",
        List.of(CONTROLLER),
        meaning);
  }

  private static FrameworkMeters gauge(String id, String meaning) {
    return new FrameworkMeters(id, id.replace('.', '_'), "gauge", List.of(CONTROLLER), meaning);
  }
}
