package io.tenantdb.operator.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs histories and prints the seeds of those in which a promise was broken. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Simulates the operator: each seed is a history of its own, always the same.")
public final class Simulate implements Callable<Integer> {
  private static final int SHOWN = 1_000;

  @Option(names = "--seeds", description = "First and last seed, as in 1..1000.")
  private String seeds = "1..1000";

  @Option(names = "--seed", description = "One seed.")
  private long seed;

  @Option(names = "--threads", description = "How many histories at once.")
  private int threads = 1;

  @Option(names = "--trace", description = "Tell what happens.")
  private boolean trace;

  @Option(names = "--bug", description = "Plant a bug: ${COMPLETION-CANDIDATES}.")
  private Bug bug = Bug.NONE;

  private final AtomicLong next = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /** Runs what the arguments say; the exit code is 1 if a promise was broken. */
  public static void main(String... args) {
    ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLoggerList()
        .forEach(logger -> logger.setLevel(Level.OFF));
    System.exit(
        new CommandLine(new Simulate()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (seed != 0) {
      Optional<String> broken = Simulation.run(seed, bug, trace ? System.out : null);
      System.out.println(broken.map(what -> "BROKEN: " + what).orElse("kept"));
      return broken.isPresent() ? 1 : 0;
    }
    String[] ends = seeds.split("\\.\\.", 2);
    long last = Long.parseLong(ends[ends.length - 1]);
    next.set(Long.parseLong(ends[0]));
    long first = next.get();
    long start = System.nanoTime();
    runAll(last);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d histories in %.1f s (%.0f a second), %d broken%n",
        last - first + 1, seconds, (last - first + 1) / seconds, failed.get());
    return failed.get() == 0 ? 0 : 1;
  }

  private void runAll(long last) throws InterruptedException {
    Thread[] workers = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      workers[i] = Thread.ofPlatform().start(() -> runUntil(last));
    }
    for (Thread worker : workers) {
      worker.join();
    }
  }

  private void runUntil(long last) {
    for (long mine = next.getAndIncrement(); mine <= last; mine = next.getAndIncrement()) {
      run(mine);
    }
  }

  private void run(long mine) {
    try {
      Simulation.run(mine, bug).ifPresent(what -> report(mine, what));
    } catch (RuntimeException | Error e) {
      report(mine, "the simulation itself failed: " + e);
    }
  }

  private void report(long mine, String what) {
    if (failed.incrementAndGet() <= SHOWN) {
      System.out.println("seed " + mine + ": " + what);
    }
  }
}
