package io.tenantdb.sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What Linux says of a process. Times have the kernel's grain of 10 ms.
 *
 * @param withDescendants whether the CPU time of all it started counts too, running or not
 */
record KernelView(long pid, boolean withDescendants) {
  private static final long MILLIS_A_TICK = 10;
  private static final int USER_TIME = 11;
  private static final int CHILDREN_SYSTEM_TIME = 14;
  private static final long BYTES_A_KB = 1024;

  /** A process alone. */
  static KernelView of(long pid) {
    return new KernelView(pid, false);
  }

  static KernelView ofThisProcess() {
    return of(ProcessHandle.current().pid());
  }

  /** User and system time so far. */
  Duration cpu() {
    if (!withDescendants) {
      return ownCpu(pid);
    }
    Stream<Long> descendants =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
    return Stream.concat(Stream.of(pid), descendants)
        .map(KernelView::ownCpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Resident memory. */
  long residentBytes() {
    return kilobytes("VmRSS:") * BYTES_A_KB;
  }

  /** The most resident memory it ever had. */
  long peakResidentBytes() {
    return kilobytes("VmHWM:") * BYTES_A_KB;
  }

  /** Of the process and of its children that have ended; nothing once it is gone itself. */
  private static Duration ownCpu(long pid) {
    try {
      return Duration.ofMillis(
          ticks(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))) * MILLIS_A_TICK);
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  /** The sum of utime, stime, cutime and cstime in a line of /proc/PID/stat; see proc(5). */
  static long ticks(String stat) {
    // The second field is the name in parentheses, which may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long sum = 0;
    for (int field = USER_TIME; field <= CHILDREN_SYSTEM_TIME; field++) {
      sum += Long.parseLong(fields[field]);
    }
    return sum;
  }

  private long kilobytes(String key) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException("Process " + pid + " is gone.", e);
    }
  }
}
