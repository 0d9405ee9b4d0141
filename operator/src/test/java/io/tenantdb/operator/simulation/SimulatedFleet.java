package io.tenantdb.operator.simulation;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.fleet.Fleet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A fleet as somebody sees it: a process in its caches, the judge in the API server. */
record SimulatedFleet(
    Supplier<List<TenantDatabase>> stores, Supplier<List<TenantDatabaseClass>> everyClass)
    implements Fleet {

  static @Nullable NeonLocation locationOf(TenantDatabase store) {
    return store.getStatus() == null ? null : store.getStatus().neon();
  }

  @Override
  public List<TenantDatabase> ofOrganization(String organizationId) {
    return stores.get().stream()
        .filter(store -> store.getSpec().organizationId().equals(organizationId))
        .toList();
  }

  @Override
  public List<TenantDatabase> ofSubdomain(String subdomain) {
    return stores.get().stream()
        .filter(store -> subdomain.equals(store.getSpec().subdomain()))
        .toList();
  }

  @Override
  public List<TenantDatabase> placedIn(String projectId) {
    return stores.get().stream()
        .filter(
            store -> {
              NeonLocation location = locationOf(store);
              return location != null && projectId.equals(location.projectId());
            })
        .toList();
  }

  @Override
  public List<TenantDatabase> ofClass(String className) {
    return stores.get().stream().filter(store -> Fleet.classOf(store).equals(className)).toList();
  }

  @Override
  public List<TenantDatabase> all() {
    return stores.get();
  }

  @Override
  public Optional<TenantDatabaseClass> tenantClass(String name) {
    return everyClass.get().stream()
        .filter(c -> c.getMetadata().getName().equals(name))
        .findFirst();
  }

  @Override
  public List<TenantDatabaseClass> classes() {
    return everyClass.get();
  }

  @Override
  public Optional<TenantDatabaseClass> defaultClass() {
    return everyClass.get().stream()
        .filter(c -> Boolean.TRUE.equals(c.getSpec().isDefault()))
        .max(Comparator.comparing(c -> c.getMetadata().getCreationTimestamp()));
  }
}
