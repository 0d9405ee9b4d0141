package io.tenantdb.operator.simulation;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.tenant.PassOutcome;
import io.tenantdb.operator.tenant.TenantDatabaseReconciler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which passes of a process run when something changes: as the filters of its event sources. */
final class WhoIsWoken {
  private final SimulatedOperator process;

  WhoIsWoken(SimulatedOperator process) {
    this.process = process;
  }

  /** One that leaves frees its organization for those who wait for it. */
  void wakeOthersOf(TenantDatabase store) {
    process.fleet().ofOrganization(store.getSpec().organizationId()).stream()
        .map(Cluster::key)
        .filter(key -> !key.equals(Cluster.key(store)))
        .forEach(process.storeController()::event);
  }

  /** A Secret of the operator's namespace changed. */
  void keysChanged() {
    process.classes().keys().forEach(process.classController()::event);
  }

  void wake(Waiter waiter) {
    switch (waiter.kind()) {
      case STORE -> process.storeController().event(waiter.namespace() + "/" + waiter.name());
      case CLASS, ORPHANS -> process.classController().event(waiter.name());
    }
  }

  void storeChanged(String key, @Nullable TenantDatabase before, @Nullable TenantDatabase after) {
    if (before != null && after != null) {
      PassOutcome.changed(process.passes(), before, after);
    }
    if (before == null && after != null) {
      PassOutcome.appeared(process.passes(), after);
    }
    if (after == null) {
      process.storeController().forget(key);
      if (before != null) {
        PassOutcome.gone(process.passes(), before);
      }
    } else if (before == null
        ? TenantDatabaseReconciler.needsPassWhenFirstSeen(after)
        : isNews(before, after)) {
      process.storeController().event(key);
    }
  }

  private static boolean isNews(TenantDatabase before, TenantDatabase after) {
    return !before.getMetadata().getGeneration().equals(after.getMetadata().getGeneration())
        || after.getMetadata().getFinalizers().isEmpty()
        || before.getMetadata().getFinalizers().isEmpty()
        || after.isMarkedForDeletion()
        || !Objects.equals(
            before.getMetadata().getAnnotations(), after.getMetadata().getAnnotations());
  }

  void classChanged(
      String name, @Nullable TenantDatabaseClass before, @Nullable TenantDatabaseClass after) {
    if (after == null) {
      process.classController().forget(name);
    } else if (before == null
        || !before.getMetadata().getGeneration().equals(after.getMetadata().getGeneration())) {
      process.classController().event(name);
    }
    TenantDatabaseClass known = after == null ? before : after;
    if (known != null
        && (before == null || after == null || PassOutcome.concernsStores(after, before))) {
      PassOutcome.concernedBy(process.passes(), known)
          .map(Cluster::key)
          .forEach(process.storeController()::event);
    }
  }

  void secretChanged(String key, @Nullable SecretObject before, @Nullable SecretObject after) {
    SecretObject known = after == null ? before : after;
    if (before != null && known != null && known.ownerUid() != null) {
      String uid = known.ownerUid();
      process.stores().all().stream()
          .filter(store -> store.getMetadata().getUid().equals(uid))
          .map(Cluster::key)
          .forEach(process.storeController()::event);
    }
  }
}
