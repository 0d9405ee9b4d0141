package io.tenantdb.operator.simulation;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.fleet.Fleet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A fleet in which nobody else names an organization. */
record UnawareFleet(
    Supplier<List<TenantDatabase>> stores, Supplier<List<TenantDatabaseClass>> everyClass)
    implements Fleet {

  private Fleet aware() {
    return new SimulatedFleet(stores, everyClass);
  }

  @Override
  public List<TenantDatabase> ofOrganization(String organizationId) {
    return List.of();
  }

  @Override
  public List<TenantDatabase> ofSubdomain(String subdomain) {
    return aware().ofSubdomain(subdomain);
  }

  @Override
  public List<TenantDatabase> placedIn(String projectId) {
    return aware().placedIn(projectId);
  }

  @Override
  public List<TenantDatabase> ofClass(String className) {
    return aware().ofClass(className);
  }

  @Override
  public List<TenantDatabase> all() {
    return aware().all();
  }

  @Override
  public Optional<TenantDatabaseClass> tenantClass(String name) {
    return aware().tenantClass(name);
  }

  @Override
  public List<TenantDatabaseClass> classes() {
    return aware().classes();
  }

  @Override
  public Optional<TenantDatabaseClass> defaultClass() {
    return aware().defaultClass();
  }
}
