package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A start with stores that are Ready already, while new ones keep coming.
 *
 * @param started from the start of the process until its caches were filled and it reconciled
 * @param atStart from the start of the process until the store that was made then was Ready
 * @param probes from the start until each further store was made, and from there until it was Ready
 */
record Restart(Duration started, Duration atStart, Map<Duration, Duration> probes) {
  private static final int AT_ONCE = 4;
  private static final int SHOWN = 24;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Starts the subject, and makes a store then and at every interval for a while. */
  static Restart run(
      Subject subject, Writer writer, ReadyWatch watch, Duration interval, Duration atLeast) {
    long start = System.nanoTime();
    subject.start();
    List<String> names = new ArrayList<>(List.of("at-start"));
    writer.create("at-start");
    Thread prober =
        Thread.ofVirtual().start(() -> probe(writer, names, start, interval, atLeast, watch));
    subject.awaitStarted();
    Duration started = Duration.ofNanos(System.nanoTime() - start);
    join(prober);
    watch.awaitReady(names, PATIENCE);
    Map<Duration, Duration> probes = new LinkedHashMap<>();
    names.stream()
        .skip(1)
        .forEach(
            name ->
                probes.put(
                    Duration.ofNanos(writer.sentAt(name) - start),
                    Duration.ofNanos(watch.readyAt(name) - writer.sentAt(name))));
    return new Restart(started, Duration.ofNanos(watch.readyAt("at-start") - start), probes);
  }

  /** The longest that a store made after the caches were filled had to wait. */
  private Duration worstInResync() {
    return probes.entrySet().stream()
        .filter(probe -> probe.getKey().compareTo(started) > 0)
        .map(Map.Entry::getValue)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Adds what was measured. */
  MarkdownTable addTo(MarkdownTable table) {
    return table
        .row("restart: started after", Percentiles.text(started))
        .row("restart: store made at the start Ready after", Percentiles.text(atStart))
        .row(
            "restart: longest wait of one made after it started", Percentiles.text(worstInResync()))
        .row("restart: made at: waited", firstProbes(SHOWN));
  }

  /** The first probes as "made at: Ready after". */
  private String firstProbes(int count) {
    return String.join(
        ", ",
        probes.entrySet().stream()
            .limit(count)
            .map(
                probe ->
                    "%.1f s: %s"
                        .formatted(
                            probe.getKey().toMillis() / 1000.0, Percentiles.text(probe.getValue())))
            .toList());
  }

  /**
   * Goes on until the first store is Ready, a few at a time: whoever makes more than the subject
   * can carry measures its capacity, not its start.
   */
  private static void probe(
      Writer writer,
      List<String> names,
      long start,
      Duration interval,
      Duration atLeast,
      ReadyWatch watch) {
    while (System.nanoTime() - start < atLeast.toNanos() || !watch.isReady(names.getFirst())) {
      Interruptions.pause(interval);
      if (names.stream().filter(name -> !watch.isReady(name)).count() < AT_ONCE) {
        String name = "during-%04d".formatted(names.size());
        writer.create(name);
        names.add(name);
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw Interruptions.interrupted(e);
    }
  }
}
