package io.tenantdb.operator.fleet;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster in memory. */
public final class FakeFleet implements Fleet {
  private final Map<String, TenantDatabase> databases = new LinkedHashMap<>();
  private final Map<String, TenantDatabaseClass> classes = new LinkedHashMap<>();

  /** Adds a store, or replaces it. */
  public void put(TenantDatabase database) {
    databases.put(database.getMetadata().getUid(), database);
  }

  public void remove(TenantDatabase database) {
    databases.remove(database.getMetadata().getUid());
  }

  /** Adds a class, or replaces it. */
  public void put(TenantDatabaseClass tenantClass) {
    classes.put(tenantClass.getMetadata().getName(), tenantClass);
  }

  public void removeClass(String name) {
    classes.remove(name);
  }

  @Override
  public List<TenantDatabase> ofOrganization(String organizationId) {
    return databases.values().stream()
        .filter(database -> database.getSpec().organizationId().equals(organizationId))
        .toList();
  }

  @Override
  public List<TenantDatabase> ofSubdomain(String subdomain) {
    return all().stream().filter(store -> subdomain.equals(store.getSpec().subdomain())).toList();
  }

  @Override
  public List<TenantDatabase> placedIn(String projectId) {
    return databases.values().stream()
        .filter(
            database ->
                Optional.ofNullable(database.getStatus())
                    .map(status -> status.neon())
                    .map(neon -> projectId.equals(neon.projectId()))
                    .orElse(false))
        .toList();
  }

  @Override
  public List<TenantDatabase> ofClass(String className) {
    return all().stream().filter(store -> Fleet.classOf(store).equals(className)).toList();
  }

  @Override
  public List<TenantDatabase> all() {
    return new ArrayList<>(databases.values());
  }

  @Override
  public Optional<TenantDatabaseClass> tenantClass(String name) {
    return Optional.ofNullable(classes.get(name));
  }

  @Override
  public List<TenantDatabaseClass> classes() {
    return List.copyOf(classes.values());
  }

  @Override
  public Optional<TenantDatabaseClass> defaultClass() {
    return classes.values().stream()
        .filter(tenantClass -> Boolean.TRUE.equals(tenantClass.getSpec().isDefault()))
        .max(Comparator.comparing(c -> c.getMetadata().getCreationTimestamp()));
  }
}
