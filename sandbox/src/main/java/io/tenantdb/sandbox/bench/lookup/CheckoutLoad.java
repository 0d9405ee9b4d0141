package io.tenantdb.sandbox.bench.lookup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Threads that take a connection of some store, ask it something, and give it back. */
public final class CheckoutLoad {
  private final List<UUID> stores;
  private final Zipf popularity;
  private final int threads;
  private final Duration time;

  /** How an application gets a connection. */
  @FunctionalInterface
  public interface Checkout {
    /** A connection of the organization's store. */
    Connection take(UUID organization) throws SQLException;
  }

  /** What came of it. */
  public static final class Outcome {
    private final long[] nanos;
    private final int failures;
    private final Duration took;

    private Outcome(long[] nanos, int failures, Duration took) {
      this.nanos = nanos;
      this.failures = failures;
      this.took = took;
    }

    /** Checkouts that ended without a connection, or whose question failed. */
    public int failures() {
      return failures;
    }

    /** Checkouts that went well. */
    public int checkouts() {
      return nanos.length;
    }

    /** Checkouts a second. */
    public double rate() {
      return nanos.length * 1e9 / took.toNanos();
    }

    /** A percentile, as in 99.9. */
    public Duration percentile(double percent) {
      int index = (int) Math.min(nanos.length - 1L, Math.round(nanos.length * percent / 100));
      return nanos.length == 0 ? Duration.ZERO : Duration.ofNanos(nanos[index]);
    }
  }

  /** A load on these stores, the first the most popular. */
  public CheckoutLoad(List<UUID> stores, int threads, Duration time) {
    this.stores = stores;
    this.popularity = new Zipf(stores.size());
    this.threads = threads;
    this.time = time;
  }

  /** Runs it; each run takes the same stores in the same order. */
  public Outcome run(Checkout checkout) throws InterruptedException {
    AtomicInteger failures = new AtomicInteger();
    long start = System.nanoTime();
    List<Future<long[]>> workers = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        SplittableRandom random = new SplittableRandom(i);
        workers.add(executor.submit(() -> work(checkout, random, start, failures)));
      }
      long[] nanos = workers.stream().flatMapToLong(CheckoutLoad::result).sorted().toArray();
      return new Outcome(nanos, failures.get(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private long[] work(
      Checkout checkout, SplittableRandom random, long start, AtomicInteger failures) {
    LongStream.Builder nanos = LongStream.builder();
    while (System.nanoTime() - start < time.toNanos()) {
      UUID store = stores.get(popularity.next(random));
      long before = System.nanoTime();
      try (Connection connection = checkout.take(store);
          Statement statement = connection.createStatement()) {
        nanos.add(System.nanoTime() - before);
        statement.execute("select 1");
      } catch (SQLException e) {
        failures.incrementAndGet();
      }
    }
    return nanos.build().toArray();
  }

  private static LongStream result(Future<long[]> worker) {
    try {
      return Arrays.stream(worker.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
