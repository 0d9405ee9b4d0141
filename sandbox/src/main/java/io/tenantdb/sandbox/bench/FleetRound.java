package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Many stores applied at once, and what it took until all of them were Ready. */
record FleetRound(
    int stores,
    Duration applied,
    Duration took,
    Percentiles toReady,
    Map<String, Duration> cpu,
    Counts requests,
    Counts neonCalls) {

  /** Applies them and waits. */
  static FleetRound run(
      BenchCluster cluster,
      Writer writer,
      ReadyWatch watch,
      Map<String, KernelView> processes,
      Supplier<Counts> neonCalls,
      List<String> names,
      Duration patience) {
    Counts before = cluster.requests();
    Counts callsBefore = neonCalls.get();
    CpuMeter meter = CpuMeter.of(processes);
    long start = System.nanoTime();
    writer.createAll(names);
    Duration applied = Duration.ofNanos(System.nanoTime() - start);
    long end = watch.awaitReady(names, patience);
    Map<String, Duration> cpu = meter.sinceStart();
    return new FleetRound(
        names.size(),
        applied,
        Duration.ofNanos(end - start),
        Percentiles.of(
            names.stream()
                .map(name -> Duration.ofNanos(watch.readyAt(name) - writer.sentAt(name)))
                .toList()),
        cpu,
        cluster.requests().since(before),
        neonCalls.get().since(callsBefore));
  }

  double storesPerSecond() {
    return stores * 1e9 / took.toNanos();
  }

  double cpuMillisEach(String process) {
    return cpu.getOrDefault(process, Duration.ZERO).toNanos() / 1e6 / stores;
  }

  double each(long count) {
    return (double) count / stores;
  }
}
