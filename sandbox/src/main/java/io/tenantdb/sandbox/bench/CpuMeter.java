package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CPU time that several processes took from one moment to another. */
final class CpuMeter {
  private final Map<String, KernelView> processes;
  private final Map<String, Duration> before = new LinkedHashMap<>();

  private CpuMeter(Map<String, KernelView> processes) {
    this.processes = processes;
    processes.forEach((name, process) -> before.put(name, process.cpu()));
  }

  /** Starts to count, now. */
  static CpuMeter of(Map<String, KernelView> processes) {
    return new CpuMeter(new LinkedHashMap<>(processes));
  }

  /** What each process took since. */
  Map<String, Duration> sinceStart() {
    Map<String, Duration> taken = new LinkedHashMap<>();
    processes.forEach(
        (name, process) ->
            taken.put(name, process.cpu().minus(before.getOrDefault(name, Duration.ZERO))));
    return taken;
  }
}
