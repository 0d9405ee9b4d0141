package io.tenantdb.operator.simulation;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.tenant.PassOutcome;
import io.tenantdb.operator.tenant.StorePasses;
import java.time.Duration;
import java.util.Optional;

/** What the framework and the reconciler do around a pass over a store. */
final class StorePass implements Controller.Pass {
  private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);

  private final World world;
  private final SimulatedOperator process;
  private final StorePasses passes;
  private final Attention attention;

  StorePass(World world, SimulatedOperator process, StorePasses passes) {
    this.world = world;
    this.process = process;
    this.passes = passes;
    attention = new Attention(world);
  }

  @Override
  public Optional<Duration> over(String key) {
    try {
      return look(key);
    } finally {
      attention.passEnded(key);
    }
  }

  private Optional<Duration> look(String key) {
    Optional<TenantDatabase> cached = process.stores().get(key);
    if (cached.isEmpty()) {
      return Optional.empty();
    }
    TenantDatabase store = cached.get();
    boolean hasFinalizer = store.getMetadata().getFinalizers().contains(Cluster.FINALIZER);
    if (store.isMarkedForDeletion()) {
      return hasFinalizer ? cleanUp(key, store) : Optional.empty();
    }
    if (!hasFinalizer) {
      process.api("finalizer of " + key, () -> process.stores().written(addFinalizer(key)));
      return AT_ONCE;
    }
    return reconcile(key, store);
  }

  private Table.Row<TenantDatabase> addFinalizer(String key) {
    return world.cluster.addFinalizer(key);
  }

  private Optional<Duration> reconcile(String key, TenantDatabase store) {
    try {
      PassOutcome outcome = PassOutcome.ofPass(passes, store);
      tell(key, outcome);
      world.judge.passed(store, outcome);
      if (!outcome.status().equals(store.getStatus())) {
        write(key, store, outcome.status(), true);
      }
      return outcome.recheck();
    } catch (ApiConflict e) {
      throw e;
    } catch (RuntimeException e) {
      write(key, store, PassOutcome.afterFailure(passes, store, e), true);
      throw e;
    }
  }

  private Optional<Duration> cleanUp(String key, TenantDatabase store) {
    attention.noticesDeletion(store);
    Optional<PassOutcome> outcome = PassOutcome.ofDeletion(passes, store);
    if (outcome.isEmpty()) {
      process.woken().wakeOthersOf(store);
      process.api(
          "release of " + key,
          () -> {
            world.judge.released(process, store);
            world.cluster.removeFinalizer(key);
          });
      return Optional.empty();
    }
    tell(key, outcome.get());
    world.judge.passed(store, outcome.get());
    if (!outcome.get().status().equals(store.getStatus())) {
      write(key, store, outcome.get().status(), false);
    }
    return outcome.get().recheck();
  }

  private void write(
      String key, TenantDatabase store, TenantDatabaseStatus status, boolean throughFramework) {
    if (process.delays(store, status)) {
      return;
    }
    process.api(
        "status of " + key,
        () -> {
          Table.Row<TenantDatabase> row =
              world.bug.isBlindWriter()
                  ? world.cluster.patchStatus(key, status)
                  : world.cluster.patchStatusOf(store, status);
          if (throughFramework) {
            process.stores().written(row);
          }
        });
  }

  private void tell(String key, PassOutcome outcome) {
    if (world.history.isTold()) {
      world.history.tell(process.name(), key + ": " + Words.of(outcome));
    }
  }
}
