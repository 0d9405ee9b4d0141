package io.tenantdb.operator.fleet;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import java.util.List;
import java.util.Optional;

/** What the cluster holds, read from caches: no call leaves the process. */
public interface Fleet {
  /** Stands for the class of stores that name none and are not placed yet. */
  String UNNAMED = "";

  /** Every TenantDatabase that names the organization. */
  List<TenantDatabase> ofOrganization(String organizationId);

  /** Every TenantDatabase that names the subdomain. */
  List<TenantDatabase> ofSubdomain(String subdomain);

  /** Every TenantDatabase whose status names the Neon project. */
  List<TenantDatabase> placedIn(String projectId);

  /** Every TenantDatabase placed by the class or naming it; {@link #UNNAMED} for the default's. */
  List<TenantDatabase> ofClass(String className);

  /** Every TenantDatabase of the class, as {@link #ofClass} has it, that is to be deleted. */
  default List<TenantDatabase> leaving(String className) {
    return all().stream()
        .filter(database -> database.isMarkedForDeletion() && classOf(database).equals(className))
        .toList();
  }

  /** The class a store was placed by, or names; {@link #UNNAMED} when it does neither. */
  static String classOf(TenantDatabase database) {
    String placedBy = database.getStatus() == null ? null : database.getStatus().className();
    String named = database.getSpec().className();
    return placedBy != null ? placedBy : named != null ? named : UNNAMED;
  }

  /** Every TenantDatabase. */
  List<TenantDatabase> all();

  /** The class of this name. */
  Optional<TenantDatabaseClass> tenantClass(String name);

  /** Every class. */
  List<TenantDatabaseClass> classes();

  /** The class for stores that name none: of those marked as default, the newest. */
  Optional<TenantDatabaseClass> defaultClass();
}
