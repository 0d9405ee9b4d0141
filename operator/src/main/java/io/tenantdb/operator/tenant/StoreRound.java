package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.neon.Waiter;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Consumer;

/** One round over all stores by what the cluster says of them; nothing leaves the process. */
final class StoreRound {
  private final Fleet fleet;
  private final Observer observer;
  private final StoreRegistry registry;
  private final Consumer<Waiter> wake;
  private Iterator<TenantDatabase> left = Collections.emptyIterator();

  StoreRound(Fleet fleet, Observer observer, StoreRegistry registry, Consumer<Waiter> wake) {
    this.fleet = fleet;
    this.observer = observer;
    this.registry = registry;
    this.wake = wake;
  }

  void begin() {
    left = fleet.all().iterator();
  }

  boolean isDone() {
    return !left.hasNext();
  }

  void go(int stores) {
    for (int i = 0; i < stores && left.hasNext(); i++) {
      look(left.next());
    }
  }

  private void look(TenantDatabase store) {
    if (store.isMarkedForDeletion() || !observer.isSettled(store)) {
      wake.accept(Waiter.of(store));
    } else {
      registry.publish(store, store.getStatus(), observer.secretOf(store));
    }
  }
}
