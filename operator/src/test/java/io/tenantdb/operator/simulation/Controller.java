package io.tenantdb.operator.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Calls passes as java-operator-sdk does: one at a time for a resource, again at once when an event
 * came meanwhile, a timer that an earlier event replaces, retries that back off without end.
 */
final class Controller {
  /** Longer than any history: nothing may rely on a periodic pass. */
  private static final long LONGEST_WAIT = Duration.ofHours(100).toMillis();

  private static final long FIRST_RETRY = 1_000;
  private static final long LONGEST_RETRY = 300_000;

  private final World world;
  private final SimulatedOperator process;
  private final Pass pass;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** One pass over a resource. */
  @FunctionalInterface
  interface Pass {
    /** When to look again at the latest; empty when only an event brings the next pass. */
    Optional<Duration> over(String key);
  }

  private static final class Entry {
    boolean queued;
    boolean running;
    boolean again;
    long timer;
    int failures;
  }

  Controller(World world, SimulatedOperator process, Pass pass) {
    this.world = world;
    this.process = process;
    this.pass = pass;
  }

  /** Something happened that concerns the resource. */
  void event(String key) {
    Entry entry = entries.computeIfAbsent(key, k -> new Entry());
    if (entry.running) {
      entry.again = true;
    } else if (!entry.queued) {
      entry.queued = true;
      world.agenda.in(world.whims.skewed(0, 5), () -> process.live(() -> run(key, entry)));
    }
  }

  /** The resource is gone. */
  void forget(String key) {
    Entry entry = entries.get(key);
    if (entry != null) {
      entry.timer++;
      entry.failures = 0;
    }
  }

  private void run(String key, Entry entry) {
    entry.queued = false;
    if (entry.running) {
      entry.again = true;
      return;
    }
    entry.running = true;
    entry.timer++;
    long wait = attempt(key, entry);
    entry.running = false;
    if (entry.again) {
      entry.again = false;
      event(key);
    } else {
      wakeIn(wait, key, entry);
    }
    process.keepWatching();
  }

  private long attempt(String key, Entry entry) {
    try {
      Optional<Duration> recheck = pass.over(key);
      process.requireLife();
      entry.failures = 0;
      return Math.min(LONGEST_WAIT, recheck.map(Duration::toMillis).orElse(LONGEST_WAIT));
    } catch (RuntimeException e) {
      if (world.history.isTold()) {
        world.history.tell(process.name(), key + " failed: " + e);
      }
      entry.failures++;
      return Math.min(LONGEST_RETRY, FIRST_RETRY << Math.min(20, entry.failures - 1));
    }
  }

  private void wakeIn(long wait, String key, Entry entry) {
    long timer = entry.timer;
    world.agenda.in(
        wait,
        () -> {
          if (timer == entry.timer && entries.get(key) == entry) {
            event(key);
          }
        });
  }
}
