package io.tenantdb.operator.tenant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Goes round over the fleet in the background, so that what did not change costs next to nothing
 * and what changed unseen is found: the cluster's side a slice at a time, Neon's side a project at
 * a time. It only looks; a store that is not as it should be gets a pass.
 *
 * <p>It is what a restart does instead of a pass over every store, so that a new store never waits
 * behind those that are well. Not safe for use by several threads.
 */
public final class Patrol {
  /** Every store is compared with its class and its Secret this often, should an event be lost. */
  private static final Duration ROUND = Duration.ofMinutes(10);

  private static final int FIRST_SLICE = 200;
  private static final int SLICE = 20;

  private final StoreRound stores;
  private final ProjectRound projects;
  private final Clock clock;
  private Instant nextRound = Instant.MIN;
  private int slice = FIRST_SLICE;

  Patrol(StoreRound stores, ProjectRound projects, Clock clock) {
    this.stores = stores;
    this.projects = projects;
    this.clock = clock;
  }

  /** Goes a few steps on. To be called some 20 times a second; never waits but for one list. */
  public void tick() {
    Instant now = clock.instant();
    if (stores.isDone() && !now.isBefore(nextRound)) {
      stores.begin();
      nextRound = now.plus(ROUND);
    }
    stores.go(slice);
    if (stores.isDone()) {
      slice = SLICE;
      projects.go(now);
    }
  }
}
