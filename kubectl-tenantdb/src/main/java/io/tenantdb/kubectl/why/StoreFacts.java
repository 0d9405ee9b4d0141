package io.tenantdb.kubectl.why;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.kubectl.cluster.Cluster;
import io.tenantdb.kubectl.cluster.Conditions;
import io.tenantdb.kubectl.cluster.Sight;
import io.tenantdb.kubectl.cluster.StoreName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What could be found out about a store.
 *
 * @param owner another store that has the organization, looked for only when the condition says so
 */
record StoreFacts(
    TenantDatabase store,
    Sight<Optional<TenantDatabaseClass>> storeClass,
    Sight<List<Event>> events,
    Sight<Optional<Lease>> lease,
    Optional<StoreName> owner,
    String operatorNamespace,
    Instant now) {

  /** Looks at everything that the caller may see. */
  static StoreFacts gather(Cluster cluster, String name, Instant now) {
    TenantDatabase store = cluster.store(name);
    return new StoreFacts(
        store,
        Sight.of(() -> className(store).flatMap(cluster::storeClass)),
        Sight.of(() -> cluster.events(store)),
        Sight.of(cluster::lease),
        owner(cluster, store),
        cluster.operatorNamespace(),
        now);
  }

  private static Optional<StoreName> owner(Cluster cluster, TenantDatabase store) {
    if (Conditions.ready(store)
        .flatMap(Conditions::reason)
        .filter(Reason.OrganizationClaimed::equals)
        .isEmpty()) {
      return Optional.empty();
    }
    return Sight.of(() -> cluster.storesOf(store.getSpec().organizationId())).seen().stream()
        .flatMap(List::stream)
        .filter(other -> !other.getMetadata().getUid().equals(store.getMetadata().getUid()))
        .min(Comparator.comparing(other -> other.getMetadata().getCreationTimestamp()))
        .map(StoreName::of);
  }

  /** The class that placed the store, or the one it names. */
  static Optional<String> className(TenantDatabase store) {
    return Optional.ofNullable(Conditions.status(store).className())
        .or(() -> Optional.ofNullable(store.getSpec().className()));
  }

  Optional<String> className() {
    return className(store);
  }

  StoreName name() {
    return StoreName.of(store);
  }

  TenantDatabaseStatus status() {
    return Conditions.status(store);
  }

  Optional<Condition> ready() {
    return Conditions.ready(store);
  }

  Optional<Reason> reason() {
    return ready().flatMap(Conditions::reason);
  }

  boolean isObserved() {
    return Conditions.isObserved(store);
  }
}
