package io.tenantdb.operator.fleet;

import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fleet as the informers' caches hold it. */
public final class CachedFleet implements Fleet {
  private static final String BY_ORGANIZATION = "organization";
  private static final String BY_SUBDOMAIN = "subdomain";
  private static final String BY_PROJECT = "project";
  private static final String BY_CLASS = "class";
  private static final String BY_LEAVING = "leaving";

  private final IndexerResourceCache<TenantDatabase> databases;
  private final Cache<TenantDatabaseClass> classes;

  /** A fleet over these caches, which get the indexes it needs; to be made before they start. */
  public CachedFleet(
      IndexerResourceCache<TenantDatabase> databases, Cache<TenantDatabaseClass> classes) {
    this.databases = databases;
    this.classes = classes;
    Function<TenantDatabase, List<String>> organization =
        database -> List.of(database.getSpec().organizationId());
    databases.addIndexers(
        Map.of(
            BY_ORGANIZATION,
            organization,
            BY_SUBDOMAIN,
            CachedFleet::subdomainOf,
            BY_PROJECT,
            CachedFleet::projectOf,
            BY_CLASS,
            database -> List.of(Fleet.classOf(database)),
            BY_LEAVING,
            CachedFleet::leavingOf));
  }

  @Override
  public List<TenantDatabase> ofOrganization(String organizationId) {
    return databases.byIndex(BY_ORGANIZATION, organizationId);
  }

  @Override
  public List<TenantDatabase> ofSubdomain(String subdomain) {
    return databases.byIndex(BY_SUBDOMAIN, subdomain);
  }

  @Override
  public List<TenantDatabase> placedIn(String projectId) {
    return databases.byIndex(BY_PROJECT, projectId);
  }

  @Override
  public List<TenantDatabase> ofClass(String className) {
    return databases.byIndex(BY_CLASS, className);
  }

  @Override
  public List<TenantDatabase> leaving(String className) {
    return databases.byIndex(BY_LEAVING, className);
  }

  @Override
  public List<TenantDatabase> all() {
    return databases.list().toList();
  }

  @Override
  public Optional<TenantDatabaseClass> tenantClass(String name) {
    return classes.list().filter(c -> c.getMetadata().getName().equals(name)).findFirst();
  }

  @Override
  public List<TenantDatabaseClass> classes() {
    return classes.list().toList();
  }

  @Override
  public Optional<TenantDatabaseClass> defaultClass() {
    return classes
        .list()
        .filter(c -> Boolean.TRUE.equals(c.getSpec().isDefault()))
        .max(Comparator.comparing(c -> c.getMetadata().getCreationTimestamp()));
  }

  private static List<String> subdomainOf(TenantDatabase database) {
    String subdomain = database.getSpec().subdomain();
    return subdomain == null ? List.of() : List.of(subdomain);
  }

  private static List<String> projectOf(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus())
        .map(status -> status.neon())
        .map(NeonLocation::projectId)
        .map(List::of)
        .orElse(List.of());
  }

  private static List<String> leavingOf(TenantDatabase database) {
    return database.isMarkedForDeletion() ? List.of(Fleet.classOf(database)) : List.of();
  }
}
