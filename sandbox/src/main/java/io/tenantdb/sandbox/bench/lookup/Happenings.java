package io.tenantdb.sandbox.bench.lookup;

import io.tenantdb.connections.ConnectionsListener;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what connections do. */
public final class Happenings implements ConnectionsListener {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger pools = new AtomicInteger();
  private final AtomicInteger evicted = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();

  @Override
  public void opened(UUID organization, Duration took, int attempts) {
    opened.incrementAndGet();
  }

  @Override
  public void poolOpened(UUID organization) {
    pools.incrementAndGet();
  }

  @Override
  public void poolRetired(UUID organization, Retirement why) {
    if (why == Retirement.MADE_ROOM) {
      evicted.incrementAndGet();
    }
  }

  @Override
  public void registryAsked(Duration took, boolean hasAnswered) {
    questions.incrementAndGet();
  }

  /** Begins to count anew. */
  public void reset() {
    opened.set(0);
    pools.set(0);
    evicted.set(0);
    questions.set(0);
  }

  /** Connections opened. */
  public int opened() {
    return opened.get();
  }

  /** Pools opened. */
  public int pools() {
    return pools.get();
  }

  /** Pools that made room for others. */
  public int evicted() {
    return evicted.get();
  }

  /** Questions to the registry. */
  public int questions() {
    return questions.get();
  }
}
