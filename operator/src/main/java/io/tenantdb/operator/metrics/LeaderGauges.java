package io.tenantdb.operator.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gauges that only the process that leads shows: others would count the same things again. All
 * are read together when they are asked for, and not again for some seconds, as often as somebody
 * may ask. Series appear and go with what they count.
 */
public final class LeaderGauges implements MultiCollector {
  private static final Logger log = LoggerFactory.getLogger(LeaderGauges.class);
  private static final Duration VALID = Duration.ofSeconds(5);

  private final BooleanSupplier leads;
  private final Clock clock;
  private final List<Supplier<Stream<Reading>>> sources = new CopyOnWriteArrayList<>();
  private MetricSnapshots last = MetricSnapshots.of();
  private Instant readAt = Instant.MIN;

  /** No gauges yet. */
  public LeaderGauges(BooleanSupplier leads, Clock clock) {
    this.leads = leads;
    this.clock = clock;
  }

  /** Shows them among these metrics. */
  public LeaderGauges showIn(PrometheusMeterRegistry metrics) {
    metrics.getPrometheusRegistry().register(this);
    return this;
  }

  /** Adds what has readings, asked at most once every few seconds. */
  public void add(Supplier<Stream<Reading>> source) {
    sources.add(source);
  }

  /** Adds a gauge without labels. */
  public void add(Meters meter, Supplier<? extends Number> value) {
    add(() -> Stream.of(meter.reading(value.get().doubleValue())));
  }

  @Override
  public synchronized MetricSnapshots collect() {
    if (!leads.getAsBoolean()) {
      return MetricSnapshots.of();
    }
    Instant now = clock.instant();
    if (!now.isBefore(readAt) && now.isBefore(readAt.plus(VALID))) {
      return last;
    }
    last = read();
    readAt = now;
    return last;
  }

  private MetricSnapshots read() {
    Map<Meters, List<Reading>> readings = new EnumMap<>(Meters.class);
    sources.stream()
        .flatMap(LeaderGauges::ask)
        .forEach(one -> readings.computeIfAbsent(one.meter(), _ -> new ArrayList<>()).add(one));
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    readings.forEach((meter, ofMeter) -> all.metricSnapshot(snapshot(meter, ofMeter)));
    return all.build();
  }

  /** One that fails must not take every other metric of this process with it. */
  private static Stream<Reading> ask(Supplier<Stream<Reading>> source) {
    try {
      return source.get().toList().stream();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("some of the fleet's metrics can't be read");
      return Stream.empty();
    }
  }

  private static GaugeSnapshot snapshot(Meters meter, List<Reading> readings) {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder().name(PrometheusNames.of(meter)).help(meter.meaning());
    for (Reading reading : readings) {
      gauge.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(Labels.of(meter.labels(), reading.labels()))
              .value(reading.value())
              .build());
    }
    return gauge.build();
  }
}
